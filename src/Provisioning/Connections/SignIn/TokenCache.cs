using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>An access token and how long it is good for.</summary>
internal sealed record AccessToken(Secret Value, TimeSpan Lifetime);

/// <summary>Keeps one token for all calls. However many wait for it, it is fetched once.</summary>
internal sealed class TokenCache(Func<Task<AccessToken>> fetch, TimeProvider time)
{
    // A token that ends while the call is on its way would be refused: it is renewed this long before.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly List<Secret> _known = [];
    private Task<Held>? _current;

    /// <summary>The tokens that may still be on their way somewhere, newest last; what a trace has to mask.</summary>
    public IReadOnlyList<Secret> Known
    {
        get
        {
            lock (_gate)
                return [.. _known];
        }
    }

    public async Task<Secret> GetAsync(CancellationToken cancellationToken)
    {
        Task<Held> current;
        lock (_gate)
        {
            if (_current is null || _current.IsFaulted || _current.IsCanceled || HasExpired(_current))
                _current = FetchAsync();
            current = _current;
        }

        Held held = await current.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
        return held.Token.Value;
    }

    /// <summary>Drops a token that was refused; one that has taken its place meanwhile stays.</summary>
    public void Drop(Secret refused)
    {
        lock (_gate)
        {
            if (_current is { Status: TaskStatus.RanToCompletion } current && ReferenceEquals(current.Result.Token.Value, refused))
                _current = null;
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _current = null;
            _known.ForEach(static token => token.Forget());
            _known.Clear();
        }
    }

    private async Task<Held> FetchAsync()
    {
        long start = time.GetTimestamp();

        // Not under the caller's lock, and not ended by the caller's cancellation: others wait for the same token.
        await Task.Yield();
        AccessToken token = await fetch().ConfigureAwait(false);
        lock (_gate)
        {
            _known.Add(token.Value);
            if (_known.Count > 4)
                _known.RemoveAt(0);
        }

        return new Held(token, start);
    }

    private bool HasExpired(Task<Held> current)
    {
        if (current.Status != TaskStatus.RanToCompletion)
            return false;
        Held held = current.Result;
        TimeSpan margin = held.Token.Lifetime > s_margin + s_margin ? s_margin : TimeSpan.FromTicks(held.Token.Lifetime.Ticks / 4);
        return time.GetElapsedTime(held.Start) >= held.Token.Lifetime - margin;
    }

    private sealed record Held(AccessToken Token, long Start);
}
