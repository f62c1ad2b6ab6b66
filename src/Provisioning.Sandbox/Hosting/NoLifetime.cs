using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Provisioning.Sandbox.Hosting;

/// <summary>A host inside a test run must not take the run's Ctrl+C for itself, as the default lifetime would.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
