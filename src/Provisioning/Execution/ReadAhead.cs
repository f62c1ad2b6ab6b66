using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Execution;

/// <summary>Looks at each item of a list with a call of its own, several at once.</summary>
internal static class ReadAhead
{
    /// <summary>Replaces each item by what is read about it, in the order of the items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="read">Reads about an item; null leaves it out.</param>
    /// <param name="atOnce">Maximum number of items that are read about at once.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="VendorApiException">An item could not be read. What came before it was returned.</exception>
    public static async IAsyncEnumerable<T> ReadEachAsync<T>(
        IAsyncEnumerable<T> items,
        Func<T, CancellationToken, Task<T?>> read,
        int atOnce,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        var reading = new Queue<Task<T?>>();
        ExceptionDispatchInfo? failure = null;
        IAsyncEnumerator<T> source = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                while (failure is null && reading.Count < atOnce)
                {
                    try
                    {
                        if (!await source.MoveNextAsync().ConfigureAwait(false))
                            break;
                        reading.Enqueue(read(source.Current, cancellationToken));
                    }
                    catch (VendorApiException exception)
                    {
                        // The items before it are returned first.
                        failure = ExceptionDispatchInfo.Capture(exception);
                    }
                }

                if (reading.Count == 0)
                    break;
                if (await reading.Dequeue().ConfigureAwait(false) is { } found)
                    yield return found;
            }

            failure?.Throw();
        }
        finally
        {
            // What is still being read has nobody who waits for it.
            foreach (Task<T?> left in reading)
                _ = left.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }
}
