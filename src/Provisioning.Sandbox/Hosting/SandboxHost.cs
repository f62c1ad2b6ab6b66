using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Hosting;

/// <summary>
/// Kestrel and routing, and nothing else: no configuration files or environment variables that could change the addresses,
/// no logging, no developer pages.
/// </summary>
internal static class SandboxHost
{
    public static WebApplication Build(IReadOnlyList<ListenAddress> addresses)
    {
        WebApplicationBuilder builder =
            WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => Configure(options, addresses));
        return builder.Build();
    }

    private static void Configure(KestrelServerOptions options, IReadOnlyList<ListenAddress> addresses)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
        // Slow calls are requested faults, so the server must not end them on its own.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;

        X509Certificate2? certificate = null;
        foreach (ListenAddress address in addresses)
        {
            if (address.IsHttps)
                certificate ??= SelfSignedCertificate.Create();

            if (address.IsLocalhost)
                options.ListenLocalhost(address.Port, listen => Listen(listen, address, certificate));
            else
                options.Listen(new IPEndPoint(address.Address!, address.Port), listen => Listen(listen, address, certificate));
        }
    }

    private static void Listen(ListenOptions listen, ListenAddress address, X509Certificate2? certificate)
    {
        // With HTTP/2, a reset would be a message on a healthy connection, and a truncated body would end properly.
        listen.Protocols = HttpProtocols.Http1;
        if (address.IsHttps)
            listen.UseHttps(certificate!);
    }
}
