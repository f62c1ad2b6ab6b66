using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Has a row wait for earlier rows that share its key or one of its names, in any letter case: the journal then tells it what became of those.
/// </summary>
internal sealed class KeyQueue
{
    private readonly ConcurrentDictionary<Place, Task> _latest = new();

    /// <summary>Takes a place in the queue of each of a row's names; null where it has none.</summary>
    public Turn? Enter(PreparedOperation operation)
    {
        if (operation.Key is null)
            return null;
        var places = new Place[operation.Names.Count + 1];
        for (int index = 0; index < operation.Names.Count; index++)
            places[index] = new Place(operation.Definition, operation.Connection, operation.Names[index].Type, NameRule.Fold(operation.Names[index].Value));
        places[places.Length - 1] = new Place(operation.Definition, operation.Connection, string.Empty, NameRule.Fold(operation.Key));

        List<Task>? before = null;
        var turn = new Turn(this, places);
        foreach (Place place in places)
        {
            if (_latest.TryGetValue(place, out Task? earlier) && !earlier.IsCompleted && earlier != turn.Ended)
                (before ??= []).Add(earlier);
            _latest[place] = turn.Ended;
        }

        turn.Before = before is null ? Task.CompletedTask : Task.WhenAll(before);
        return turn;
    }

    /// <summary>A row's place in its queues; disposed of when the row has ended.</summary>
    internal sealed class Turn(KeyQueue queue, Place[] places) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether an earlier row has not ended.</summary>
        public bool MustWait => !Before.IsCompleted;

        public Task Before { get; set; } = Task.CompletedTask;

        public Task Ended => _ended.Task;

        public void Dispose()
        {
            _ended.TrySetResult(true);
            foreach (Place place in places)
                ((ICollection<KeyValuePair<Place, Task>>)queue._latest).Remove(new(place, _ended.Task));
        }
    }

    internal readonly record struct Place(OperationDefinition Definition, Connection Connection, string Type, string Name);
}
