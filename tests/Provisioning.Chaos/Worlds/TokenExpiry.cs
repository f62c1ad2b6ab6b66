using System;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Sandbox;

namespace Provisioning.Chaos.Worlds;

/// <summary>
/// Makes all tokens expire again and again. So far apart that no single call meets it twice: a token that is refused when it is new
/// means refused credentials, which end a run.
/// </summary>
internal sealed class TokenExpiry : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(2.5);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public TokenExpiry(SandboxServer server) => _loop = LoopAsync(server);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _end.Dispose();
    }

    private async Task LoopAsync(SandboxServer server)
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(_interval, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            server.Faults.ExpireTokens();
        }
    }
}
