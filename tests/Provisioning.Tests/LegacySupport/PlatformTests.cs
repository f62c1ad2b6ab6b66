using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using Provisioning.LegacySupport;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.LegacySupport;

/// <summary>What the build for Windows PowerShell does in place of .NET.</summary>
public sealed class PlatformTests
{
    [LegacyFact]
    public void TLS_1_2_or_newer_is_asked_for_and_nothing_older()
    {
#pragma warning disable SYSLIB0014 // Whatever the process has set stays.
        SecurityProtocolType before = ServicePointManager.SecurityProtocol;

        using var handler = (HttpClientHandler)Platform.CreateSocketHandler(proxy: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1),
            connections: null, static _ => null);

        Assert.True(handler.SslProtocols.HasFlag(SslProtocols.Tls12));
        Assert.Equal(SslProtocols.None, handler.SslProtocols & ~(SslProtocols.Tls12 | SslProtocols.Tls13));
        Assert.Equal(before, ServicePointManager.SecurityProtocol);
#pragma warning restore SYSLIB0014
    }

    [LegacyFact]
    public void A_limit_of_connections_is_set_only_where_one_is_asked_for()
    {
        using var untouched = new HttpClientHandler();
        using var free = (HttpClientHandler)Platform.CreateSocketHandler(proxy: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1),
            connections: null, static _ => null);
        using var limited = (HttpClientHandler)Platform.CreateSocketHandler(proxy: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1),
            connections: 7, static _ => null);

        Assert.Equal((untouched.MaxConnectionsPerServer, 7), (free.MaxConnectionsPerServer, limited.MaxConnectionsPerServer));
    }
}
