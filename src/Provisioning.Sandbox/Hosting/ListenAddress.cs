using System;
using System.Collections.Generic;
using System.Net;

namespace Provisioning.Sandbox.Hosting;

/// <summary>A loopback address to listen on.</summary>
internal sealed record ListenAddress(IPAddress? Address, int Port, bool IsHttps)
{
    /// <summary>IPv4 and IPv6, which can share only a fixed port.</summary>
    public bool IsLocalhost => Address is null;

    public static IReadOnlyList<ListenAddress> ParseAll(string urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        string[] parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0
            ? throw new ArgumentException("No address to listen on was given.")
            : Array.ConvertAll(parts, Parse);
    }

    private static ListenAddress Parse(string url)
    {
        string? scheme = url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http"
            : url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https"
            : null;
        if (scheme is null)
            throw Refused(url, "it must start with http:// or https://");

        // Uri does not support wildcard hosts ("+", "*"), and those must be refused with a clear message.
        string authority = url[(scheme.Length + 3)..].TrimEnd('/');
        if (authority.StartsWith('+') || authority.StartsWith('*'))
            throw NotLoopback(url);
        if (!Uri.TryCreate($"{scheme}://{authority}", UriKind.Absolute, out Uri? uri) || uri.UserInfo.Length > 0)
            throw Refused(url, "it is not an address");
        if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0)
            throw Refused(url, "a path has no meaning here");

        bool https = scheme == "https";
        if (uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return new ListenAddress(uri.Port == 0 ? IPAddress.Loopback : null, uri.Port, https);
        if (!IPAddress.TryParse(uri.IdnHost, out IPAddress? address) || !IPAddress.IsLoopback(address))
            throw NotLoopback(url);
        return new ListenAddress(address, uri.Port, https);
    }

    private static ArgumentException NotLoopback(string url) =>
        Refused(
            url,
            "only loopback addresses (127.0.0.1, [::1], localhost) are allowed, because anyone who can reach the sandbox can read what was"
            + " sent to it");

    private static ArgumentException Refused(string url, string why) =>
        new($"The sandbox does not listen on '{url}': {why}.");
}
