// Only the build for Windows PowerShell needs this: .NET chooses a safe version of TLS itself.
#if !NET8_0_OR_GREATER
using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;

namespace Provisioning.LegacySupport;

/// <summary>Asks for TLS 1.2 or newer. Older Windows systems and .NET Framework versions offer less by default.</summary>
internal static class FrameworkTls
{
    private const SslProtocols Tls13 = (SslProtocols)12288;

    /// <summary>The versions to ask for. Windows supports TLS 1.3 from Windows 11 and Server 2022 on, and fails if it is asked before.</summary>
    public static SslProtocols Versions { get; } =
        Environment.OSVersion.Platform == PlatformID.Win32NT && Environment.OSVersion.Version < new Version(10, 0, 20348)
            ? SslProtocols.Tls12
            : SslProtocols.Tls12 | Tls13;

    /// <summary>Sets the versions for one handler; where that is not possible, for the process, without removing what is allowed there.</summary>
    public static void Require(HttpClientHandler handler)
    {
        // .NET Framework before 4.8 does not know TLS 1.3.
        if (TrySet(handler, Versions) || TrySet(handler, SslProtocols.Tls12))
            return;

        // 0 leaves the choice to Windows. Adding a version to it would remove all others.
        if (ServicePointManager.SecurityProtocol != 0)
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
    }

    private static bool TrySet(HttpClientHandler handler, SslProtocols versions)
    {
        try
        {
            handler.SslProtocols = versions;
            return true;
        }
        catch (Exception exception) when (exception is NotSupportedException or NotImplementedException or ArgumentException)
        {
            return false;
        }
    }
}
#endif
