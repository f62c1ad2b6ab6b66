using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Sandbox.Faults;
using Provisioning.Sandbox.Hosting;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Vendors;

namespace Provisioning.Sandbox;

/// <summary>
/// A local server that answers as the four vendors document, keeps what was created in memory, and causes faults on request.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    // Calls that hang on purpose must not keep a finished test waiting.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly IReadOnlyList<IVendorSandbox> _vendors;

    private SandboxServer(WebApplication app, SandboxState state, SandboxFaults faults, IReadOnlyList<IVendorSandbox> vendors)
    {
        _app = app;
        _vendors = vendors;
        State = state;
        Faults = faults;
        Addresses = [];
    }

    /// <summary>The address that the server listens on, with a trailing slash. If there are several, it is the first.</summary>
    public Uri BaseAddress => Addresses[0];

    /// <summary>All addresses that the server listens on, each with a trailing slash.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; }

    /// <summary>The calls received and the items created so far: the same as <c>GET /_sandbox/state</c>.</summary>
    public SandboxState State { get; }

    /// <summary>The faults of the server: the same as <c>/_sandbox/faults</c>.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>Starts a server. Returns when it accepts connections.</summary>
    /// <param name="urls">
    /// One or more addresses separated by <c>;</c>, all of them loopback. Port 0 picks a free port.
    /// <c>https</c> creates a self-signed certificate in memory.
    /// </param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <exception cref="ArgumentException">An address is malformed or is not a loopback address.</exception>
    /// <exception cref="System.IO.IOException">A port is in use.</exception>
    public static async Task<SandboxServer> StartAsync(string urls = "http://127.0.0.1:0", CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ListenAddress> addresses = ListenAddress.ParseAll(urls);
        WebApplication app = SandboxHost.Build(addresses);

        var state = new SandboxState();
        IReadOnlyList<IVendorSandbox> vendors = VendorRegistry.Create(state);
        var faults = new SandboxFaults(state);
        var server = new SandboxServer(app, state, faults, vendors);

        var pipeline = new CallPipeline(state, faults, app.Lifetime.ApplicationStopping);
        foreach (IVendorSandbox vendor in vendors)
            vendor.Map(new VendorRoutes(app, pipeline, vendor, state.Ledger(vendor.Name)));
        ControlEndpoints.Map(app, server);

        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        server.Addresses =
            [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))];
        return server;
    }

    /// <summary>Resets everything: created items, issued tokens, counters and faults.</summary>
    public void Reset()
    {
        Faults.Clear();
        State.Clear();
        foreach (IVendorSandbox vendor in _vendors)
            vendor.Reset();
    }

    /// <summary>Stops listening and drops all open connections, including calls that hang.</summary>
    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(StopTimeout);
        await _app.StopAsync(timeout.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
