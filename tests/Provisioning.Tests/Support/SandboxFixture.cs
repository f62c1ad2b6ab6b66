using System;
using System.Threading.Tasks;
using Provisioning.Sandbox;
using Xunit;

namespace Provisioning.Tests.Support;

/// <summary>A sandbox for the tests of one class, which run one after another.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public SandboxServer Server { get; private set; } = null!;

    public Uri QuickHelp => new(Server.BaseAddress, "quickhelp/");

    public Uri CloudCockpit => new(Server.BaseAddress, "cloudcockpit/");

    public Uri Reseller => new(Server.BaseAddress, "reseller/");

    public Uri SafeMobi => new(Server.BaseAddress, "safemobi/");

    public Uri TokenUri => new(CloudCockpit, "oauth2/v2.0/token");

    public async Task InitializeAsync() => Server = await SandboxServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
