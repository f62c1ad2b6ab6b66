using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Runs;

/// <summary>The rows that were added and not taken yet, in input order. One thread adds and takes.</summary>
internal sealed class RowWindow : IDisposable
{
    private readonly Queue<Task<RowResult>> _rows = new();
    private readonly AutoResetEvent _signal = new(initialState: false);
    private Task? _awaited;

    public int Count => _rows.Count;

    /// <summary>The row to be taken next; null if there is none.</summary>
    public Task? Next => _rows.Count > 0 ? _rows.Peek() : null;

    public IEnumerable<Task> All => _rows;

    public void Add(Task<RowResult> row)
    {
        _rows.Enqueue(row);
        if (!row.IsCompleted)
        {
            row.ContinueWith(
                static (task, state) => ((RowWindow)state!).OnEnded(task),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>Takes the result of the next row, if the row has ended.</summary>
    public bool TryTake(out RowResult? result)
    {
        result = null;
        if (_rows.Count == 0 || !_rows.Peek().IsCompleted)
            return false;
        result = _rows.Dequeue().GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Waits until the next row has ended, or the time is over.</summary>
    public void WaitForNext(TimeSpan atMost)
    {
        if (_rows.Count == 0)
            return;
        Task next = _rows.Peek();
        Volatile.Write(ref _awaited, next);
        if (!next.IsCompleted)
            _signal.WaitOne(atMost);
    }

    public void Dispose() => _signal.Dispose();

    private void OnEnded(Task row)
    {
        if (ReferenceEquals(Volatile.Read(ref _awaited), row))
            _signal.Set();
    }
}
