using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.LegacySupport;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>
/// Watches many things at once, by the same query, until each is as it is wanted. One thread adds and takes; the calls are made on other
/// threads.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TItem">The type of what is watched.</typeparam>
/// <param name="query">Reads one thing.</param>
/// <param name="connection">The connection to use.</param>
/// <param name="options">How to watch.</param>
/// <param name="log">Receives messages about what it does.</param>
internal sealed class Watch<TRequest, TItem>(
    QueryDefinition<TRequest, TItem> query, Connection connection, WatchOptions<TItem> options, IOperationLog log) : IDisposable
    where TRequest : class
    where TItem : class
{
    private readonly ConcurrentQueue<Watched<TRequest, TItem>> _ended = new();
    private readonly SemaphoreSlim _calls = new(options.AtOnce);
    private readonly ManualResetEventSlim _hasEnded = new(initialState: false);
    private readonly TimeProvider _time = connection.Options.TimeProvider;
    private int _left;

    /// <summary>The number of things that were added and not taken.</summary>
    public int Count => Volatile.Read(ref _left);

    /// <summary>Begins to watch.</summary>
    /// <param name="request">The request that reads it.</param>
    /// <param name="cancellationToken">Ends the watch: nothing more comes of this thing.</param>
    public void Add(TRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _left);
        _ = Task.Run(() => WatchAsync(request, cancellationToken), CancellationToken.None);
    }

    /// <summary>Takes something whose watch has ended, in the order in which they end.</summary>
    public bool TryTake(out Watched<TRequest, TItem>? ended)
    {
        _hasEnded.Reset();
        if (!_ended.TryDequeue(out ended))
            return false;
        Interlocked.Decrement(ref _left);
        return true;
    }

    /// <summary>Waits until a watch has ended, but no longer than a time limit.</summary>
    public void WaitForNext(TimeSpan atMost)
    {
        if (_ended.IsEmpty)
            _hasEnded.Wait(atMost);
    }

    public void Dispose() => _hasEnded.Dispose();

    private async Task WatchAsync(TRequest request, CancellationToken cancellationToken)
    {
        Watched<TRequest, TItem> ended;
        try
        {
            ended = await WatchToEndAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (VendorApiException exception)
        {
            ended = new Watched<TRequest, TItem>(request, Item: null) { Error = exception };
        }
        catch (OperationCanceledException)
        {
            // Nobody takes what ends now.
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Such as a connection that was disconnected in the meantime. Somebody waits for each thing.
            ended = new Watched<TRequest, TItem>(request, Item: null)
            {
                Error = new VendorApiException(ProvisioningError.Unanswered, exception.Message, exception) { Vendor = query.Vendor.Name },
            };
        }

        _ended.Enqueue(ended);
        _hasEnded.Set();
    }

    private async Task<Watched<TRequest, TItem>> WatchToEndAsync(TRequest request, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        for (TimeSpan interval = options.FirstInterval; ; interval = Longer(interval))
        {
            TItem? item = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
            if (item is not null && options.IsDone(item))
                return new Watched<TRequest, TItem>(request, item);
            TimeSpan left = options.TimeLimit - _time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return new Watched<TRequest, TItem>(request, item) { IsOutOfTime = true };
            await _time.Delay(interval < left ? interval : left, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TItem?> ReadAsync(TRequest request, CancellationToken cancellationToken)
    {
        await _calls.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var executor = new QueryExecutor<TRequest, TItem>(query, request, connection, log);
            return await executor.ReadOneAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _calls.Release();
        }
    }

    private TimeSpan Longer(TimeSpan interval)
    {
        var longer = TimeSpan.FromTicks(interval.Ticks * 3 / 2);
        return longer < options.LongestInterval ? longer : options.LongestInterval;
    }
}

/// <summary>How to watch.</summary>
/// <typeparam name="TItem">The type of what is watched.</typeparam>
/// <param name="IsDone">Whether a thing is as it is wanted.</param>
/// <param name="TimeLimit">How long one thing is watched.</param>
/// <param name="AtOnce">Maximum number of calls at once.</param>
internal sealed record WatchOptions<TItem>(Func<TItem, bool> IsDone, TimeSpan TimeLimit, int AtOnce)
{
    /// <summary>The delay before a thing is read again. Each further one is half as long again. Default: 1 second.</summary>
    public TimeSpan FirstInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay. Default: 30 seconds.</summary>
    public TimeSpan LongestInterval { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Something that was watched.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TItem">The type of what is watched.</typeparam>
/// <param name="Request">The request that reads it.</param>
/// <param name="Item">It, as it was read last; null if it could not be read.</param>
internal sealed record Watched<TRequest, TItem>(TRequest Request, TItem? Item)
    where TItem : class
{
    /// <summary>Why it could not be read; null if it could.</summary>
    public VendorApiException? Error { get; init; }

    /// <summary>Whether it was not as wanted within the time limit.</summary>
    public bool IsOutOfTime { get; init; }
}
