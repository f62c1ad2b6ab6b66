using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Makes a row wait for earlier rows that share its key or one of its names, regardless of case, if that name may decide whether they are
/// about the same customer. The journal then has the results of those rows.
/// </summary>
internal sealed class KeyQueue
{
    private readonly ConcurrentDictionary<Place, Task> _latest = new();

    /// <summary>Takes a place in the queue of each of a row's names; null if the row has none.</summary>
    public Turn? Enter(PreparedOperation operation)
    {
        if (operation.Key is null)
            return null;
        var turn = new Turn(this, operation.Names.Count + 1);
        foreach (OperationName name in operation.Names)
        {
            if (name.IsUnique)
                EnterOne(turn, Of(name.Type, name.Value));
            else
                EnterDescribed(turn, operation, Of(name.Type, name.Value));
        }

        EnterOne(turn, Of(string.Empty, operation.Key));
        return turn;

        Place Of(string type, string name) => new(operation.Definition, operation.Connection, type, NameRule.Fold(name));
    }

    // One row after another.
    private void EnterOne(Turn turn, Place place)
    {
        WaitFor(turn, place);
        _latest[place] = turn.Ended;
        turn.Places.Add(place);
    }

    // Thousands of rows may share a descriptive name. A row waits only for those whose unique names do not decide.
    private void EnterDescribed(Turn turn, PreparedOperation operation, Place place)
    {
        foreach (string beside in NamePolicy.BesideToCompare(operation.Names, operation.UniqueNameTypes))
            WaitFor(turn, place with { Beside = beside });
        Place own = place with { Beside = NamePolicy.Beside(operation.Names) };
        if (!_latest.TryGetValue(own, out Task? others) || others.IsCompleted)
        {
            _latest[own] = turn.Ended;
            turn.Places.Add(own);
            return;
        }

        Task all = Task.WhenAll(others, turn.Ended);
        _latest[own] = all;
        all.ContinueWith(
            (ended, queue) => ((KeyQueue)queue!).Leave(own, ended),
            this,
            default,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void WaitFor(Turn turn, Place place)
    {
        if (_latest.TryGetValue(place, out Task? earlier) && !earlier.IsCompleted && earlier != turn.Ended)
            turn.WaitFor(earlier);
    }

    private void Leave(Place place, Task ended) => ((ICollection<KeyValuePair<Place, Task>>)_latest).Remove(new(place, ended));

    /// <summary>A row's place in its queues. It is disposed of when the row has ended.</summary>
    internal sealed class Turn(KeyQueue queue, int places) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private List<Task>? _earlier;
        private Task? _before;

        /// <summary>Whether an earlier row has not ended.</summary>
        public bool MustWait => !Before.IsCompleted;

        /// <summary>Ends when all earlier rows have ended that this one must wait for.</summary>
        public Task Before => _before ??= _earlier is null ? Task.CompletedTask : Task.WhenAll(_earlier);

        public Task Ended => _ended.Task;

        public List<Place> Places { get; } = new(places);

        public void WaitFor(Task earlier) => (_earlier ??= []).Add(earlier);

        public void Dispose()
        {
            _ended.TrySetResult(true);
            foreach (Place place in Places)
                queue.Leave(place, _ended.Task);
        }
    }

    internal readonly record struct Place(OperationDefinition Definition, Connection Connection, string Type, string Name)
    {
        /// <summary>For a descriptive name, the types of the unique names beside it.</summary>
        public string Beside { get; init; } = string.Empty;
    }
}
