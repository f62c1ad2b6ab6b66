using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace Provisioning.Sandbox.Tests.Support;

/// <summary>A server for the tests of one class, which run one after another, and a client that follows no redirect.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private SandboxServer? _server;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = _server.BaseAddress,
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
