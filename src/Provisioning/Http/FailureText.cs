using System;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Provisioning.Http;

/// <summary>Describes why a call failed, in the same words on every platform and without a stack trace.</summary>
internal static class FailureText
{
    public static string Of(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case var failure when IsOfTls(failure):
                    return "the server's certificate or TLS version was not accepted: " + Innermost(cause);
                case SocketException socket:
                    return OfSocket(socket);
            }
        }

        return Innermost(exception);
    }

    /// <summary>Returns whether retrying cannot help: a certificate does not become valid by a retry.</summary>
    public static bool IsLasting(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (IsOfTls(cause))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether the call failed at name resolution, connecting or TLS, so that nothing of it was sent.</summary>
    public static bool IsOfConnecting(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (IsOfTls(cause) || cause is
                SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }
                or SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable }
                or SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.NetworkDown }
                or WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure }
                or WebException { Status: WebExceptionStatus.ProxyNameResolutionFailure })
                return true;
        }

        return false;
    }

    // .NET says so by the type of the exception. .NET Framework says it by a status, or by an error of Windows' own TLS: SEC_E_…, which are
    // the numbers from 0x80090300 to 0x8009035F.
    private static bool IsOfTls(Exception cause) => cause switch
    {
        AuthenticationException => true,
        WebException web => web.Status is WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure,
        SocketException => false,
        Win32Exception native => unchecked((uint)native.NativeErrorCode) is >= 0x80090300 and <= 0x8009035F,
        _ => false,
    };

    private static string OfSocket(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host name could not be resolved",
        SocketError.ConnectionRefused => "the connection was refused: nothing is listening on that port",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the connection was reset",
        SocketError.TimedOut => "the connection timed out",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown => "the network or host cannot be reached",
        _ => exception.Message,
    };

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message;
    }
}
