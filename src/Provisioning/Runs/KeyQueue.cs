using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Makes a second row with the same key wait for the first. The journal then has the result of the first.</summary>
internal sealed class KeyQueue
{
    private readonly ConcurrentDictionary<(OperationDefinition, Connection, string), Task> _latest = new();

    /// <summary>Takes a place in the queue of a row's key; null if the row has no key.</summary>
    public Turn? Enter(PreparedOperation operation)
    {
        if (operation.Key is null)
            return null;
        (OperationDefinition, Connection, string) key = (operation.Definition, operation.Connection, operation.Key);
        _latest.TryGetValue(key, out Task? before);
        var turn = new Turn(this, key, before);
        _latest[key] = turn.Ended;
        return turn;
    }

    /// <summary>A row's place in the queue of its key. It is disposed of when the row has ended.</summary>
    internal sealed class Turn(KeyQueue queue, (OperationDefinition, Connection, string) key, Task? before) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether an earlier row with the key has not ended.</summary>
        public bool MustWait => before is { IsCompleted: false };

        public Task Before => before ?? Task.CompletedTask;

        public Task Ended => _ended.Task;

        public void Dispose()
        {
            _ended.TrySetResult(true);
            ((ICollection<KeyValuePair<(OperationDefinition, Connection, string), Task>>)queue._latest).Remove(new(key, _ended.Task));
        }
    }
}
