using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Provisioning.Sandbox.Hosting;

/// <summary>A lifetime that ignores Ctrl+C: a host inside a test process must not handle it, as the default lifetime would.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
