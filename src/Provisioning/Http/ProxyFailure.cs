using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Provisioning.LegacySupport;

namespace Provisioning.Http;

/// <summary>Why a call did not get past its proxy. The proxy is named by host and port, never with its credentials.</summary>
/// <param name="Text">What went wrong, so that it can follow a colon.</param>
/// <param name="IsRefusal">Whether the proxy refuses such calls, so that neither a retry nor another row can get through.</param>
/// <param name="IsOutOfReach">Whether the proxy itself could not be reached.</param>
internal sealed record ProxyFailure(string Text, bool IsRefusal, bool IsOutOfReach)
{
    // The framework tells the status of a proxy's answer in the message alone.
    private static readonly Regex s_status = new(@"'(\d{3})'", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    /// <summary>Describes the failure of a call; null if no proxy is to blame.</summary>
    /// <param name="exception">The failure of the call, of which nothing was sent.</param>
    /// <param name="address">The address that was called.</param>
    /// <param name="chosen">The connection's proxy; null for the system's proxy.</param>
    public static ProxyFailure? Of(Exception exception, Uri address, IWebProxy? chosen)
    {
        if (Place(address, chosen) is not { } proxy)
            return null;
        if (Platform.IsOfProxyTunnel(exception))
            return OfTunnel(exception, proxy, address);
        return IsOfSocket(exception)
            ? new ProxyFailure($"the proxy {proxy} cannot be reached: {FailureText.Of(exception)}", IsRefusal: false, IsOutOfReach: true)
            : null;
    }

    /// <summary>Describes an answer with the status 407, which only proxies give.</summary>
    public static string OfStatus407(Uri address, IWebProxy? chosen) =>
        $"{(Place(address, chosen) is { } proxy ? "the proxy " + proxy : "a proxy on the way")} requires credentials that it accepts (HTTP 407)";

    /// <summary>Returns the host and port of the proxy for an address; null if it is called directly.</summary>
    public static string? Place(Uri address, IWebProxy? chosen)
    {
        try
        {
            IWebProxy? proxy = chosen ?? Platform.SystemProxy;
            return proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } place || place == address
                ? null
                : string.Format(CultureInfo.InvariantCulture, "{0}:{1}", place.Host, place.Port);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A proxy's own code, or that of the system. The call's failure is what is to be told.
            return null;
        }
    }

    private static ProxyFailure OfTunnel(Exception exception, string proxy, Uri address)
    {
        string target = string.Format(CultureInfo.InvariantCulture, "{0}:{1}", address.Host, address.Port);
        if (s_status.Match(exception.Message) is not { Success: true } match)
        {
            string reason = FailureText.Of(exception);
            return new ProxyFailure(
                $"the proxy {proxy} opened no connection to {target}: {reason.TrimEnd('.')}",
                IsRefusal: reason.IndexOf("authentic", StringComparison.OrdinalIgnoreCase) >= 0,
                IsOutOfReach: false);
        }

        int status = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return status switch
        {
            407 => new ProxyFailure($"the proxy {proxy} requires credentials that it accepts (HTTP 407)", IsRefusal: true, IsOutOfReach: false),
            408 or 429 or >= 500 => new ProxyFailure(
                $"the proxy {proxy} could not connect to {target} (HTTP {status})", IsRefusal: false, IsOutOfReach: false),
            _ => new ProxyFailure($"the proxy {proxy} refuses to connect to {target} (HTTP {status})", IsRefusal: true, IsOutOfReach: false),
        };
    }

    private static bool IsOfSocket(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is System.Security.Authentication.AuthenticationException)
                return false;
            if (cause is SocketException
                or WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure })
                return true;
        }

        return false;
    }
}
