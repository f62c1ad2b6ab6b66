using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>An access token and its lifetime.</summary>
internal sealed record AccessToken(Secret Value, TimeSpan Lifetime);

/// <summary>Keeps one token for all calls. It is fetched once, however many calls wait for it.</summary>
internal sealed class TokenCache(Func<Task<AccessToken>> fetch, TimeProvider time)
{
    // A token that expires while a call is under way would be refused, so it is renewed this long before.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly List<Secret> _known = [];
    private Task<Held>? _current;

    /// <summary>The tokens that calls under way may still use, newest last. A trace must mask all of them.</summary>
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

    /// <summary>Drops a token that was refused, unless another one has replaced it in the meantime.</summary>
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

        // Neither under the caller's lock nor tied to the caller's cancellation: other calls wait for the same token.
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
