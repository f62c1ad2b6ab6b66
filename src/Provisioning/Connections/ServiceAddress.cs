using System;

namespace Provisioning.Connections;

/// <summary>The addresses to which credentials may be sent.</summary>
public static class ServiceAddress
{
    /// <summary>Checks a base address and adds the trailing slash that relative paths need.</summary>
    /// <param name="address">The base address of a service.</param>
    /// <returns>The address with a trailing slash.</returns>
    /// <exception cref="ArgumentException">
    /// It is not absolute, not https (http is allowed for a loopback address), or contains credentials, a query or a fragment.
    /// </exception>
    public static Uri CheckBase(Uri address)
    {
        Check(address);
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException($"The address '{address.GetLeftPart(UriPartial.Path)}' must not have a query or a fragment.");
        return address.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? address : new Uri(address.AbsoluteUri + "/");
    }

    /// <summary>Checks an address that is called as it is.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentException">
    /// It is not absolute, not https (http is allowed for a loopback address), or contains credentials.
    /// </exception>
    public static void Check(Uri address)
    {
        if (address is null)
            throw new ArgumentNullException(nameof(address));
        if (!address.IsAbsoluteUri)
            throw new ArgumentException($"The address '{address}' is not absolute: it must begin with https://.");
        if (address.UserInfo.Length > 0)
            throw new ArgumentException(
                $"The address of {address.Host} must not contain a user name or password, because addresses are logged along the way.");
        bool allowed = address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback);
        if (!allowed)
            throw new ArgumentException(
                $"The address '{address.GetLeftPart(UriPartial.Path)}' is neither https nor a loopback address: credentials would be sent"
                + " in clear text.");
    }

    /// <summary>Makes the address of a call. Whatever a path is made of, credentials are sent only below the base address.</summary>
    /// <param name="baseUri">The base address, with a trailing slash.</param>
    /// <param name="path">The path, relative to the base address, and its query.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The path is not relative, or leads elsewhere.</exception>
    internal static Uri Below(Uri baseUri, string path)
    {
        if (path.Length == 0)
            throw new ArgumentException("the path of the call is empty");
        foreach (char c in path)
        {
            if (c is <= ' ' or '\\' or '#' || char.IsControl(c) || char.IsSurrogate(c))
                throw new ArgumentException("the path of the call contains a character that no path may contain");
        }

        int query = path.IndexOf('?');
        string before = query < 0 ? path : path.Substring(0, query);
        if (before.IndexOf(':') >= 0)
            throw new ArgumentException("the path of the call must not contain a scheme or a port");
        if (before.IndexOf("//", StringComparison.Ordinal) >= 0)
            throw new ArgumentException("the path of the call must not contain '//'");
        foreach (string segment in before.Split('/'))
        {
            if (Uri.UnescapeDataString(segment) is "." or "..")
                throw new ArgumentException("the path of the call must not contain '.' or '..' as a part");
        }

        return Uri.TryCreate(baseUri, path, out Uri? address)
            && address.Authority == baseUri.Authority && address.Scheme == baseUri.Scheme && address.UserInfo.Length == 0
            && address.AbsolutePath.StartsWith(baseUri.AbsolutePath, StringComparison.Ordinal)
            ? address
            : throw new ArgumentException("the path of the call leads out of the base address");
    }
}
