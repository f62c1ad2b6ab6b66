using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Rows;

/// <summary>The last line of a run or a plan, which counts its rows by how they ended.</summary>
/// <param name="definition">The operation of the command.</param>
/// <param name="time">The source of time.</param>
internal sealed class LastLine(OperationDefinition definition, TimeProvider time)
{
    private const string InDoubt = nameof(ProvisioningError.OutcomeUnknown);

    private readonly long _start = time.GetTimestamp();
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<PlannedAction, int> _planned = [];
    private PlannedRow? _first;

    /// <summary>Whether any row was counted.</summary>
    public bool HasRows => _refused.Count > 0 || _planned.Count > 0;

    /// <summary>Counts a row that failed.</summary>
    public void Count(ProvisioningError error) => Add(_refused, error.ToString());

    /// <summary>Counts a row that was planned.</summary>
    public void Count(PlannedRow row)
    {
        _first ??= row;
        Add(_planned, row.Action);
    }

    /// <summary>The line.</summary>
    /// <param name="run">The run; null if there was none.</param>
    public string Of(ProvisioningRun? run)
    {
        if (_first is not null)
            return $"Plan of {Text(OfPlan())} It would go to {Runs.Destination.Of(_first.Vendor, _first.BaseUri, _first.Account)}. Nothing was changed.";
        string line = Text(OfRun(run?.Statistics));
        return run is null ? line : line + $" Run {run.Id:N}.";
    }

    private string Text(IEnumerable<(int Count, string What)> parts)
    {
        (int Count, string What)[] all = [.. parts.Where(static part => part.Count > 0)];
        int rows = all.Sum(static part => part.Count);
        string counts = string.Join(", ", all.Select(static part => string.Format(CultureInfo.InvariantCulture, "{0} {1}", part.Count, part.What)));
        return string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1}: {2} in {3:0.#} s.",
            rows,
            rows == 1 ? "row" : "rows",
            counts.Length > 0 ? counts : "nothing to do",
            time.GetElapsedTime(_start).TotalSeconds);
    }

    private IEnumerable<(int Count, string What)> OfRun(RunStatistics? statistics)
    {
        yield return (statistics?.Created ?? 0, definition.Kind.Success().ToString().ToLowerInvariant());
        yield return (statistics?.Recovered ?? 0, "recovered");
        yield return (statistics?.Replayed ?? 0, "replayed");
        yield return (statistics?.Existing ?? 0, "existing");
        yield return (statistics?.Undone ?? 0, "undone before");
        yield return (_refused.TryGetValue(InDoubt, out int doubts) ? doubts : 0, "in doubt");
        yield return (_refused.Where(static kind => kind.Key != InDoubt).Sum(static kind => kind.Value), "refused" + Kinds());
        yield return (statistics?.NotStarted ?? 0, "not sent");
    }

    private IEnumerable<(int Count, string What)> OfPlan() => _planned.Select(static action => (action.Value, action.Key switch
    {
        PlannedAction.Create => "to create",
        PlannedAction.Replay => "to replay",
        PlannedAction.InDoubt => "in doubt",
        PlannedAction.Conflict => "in conflict",
        { } other => other.ToString().ToLowerInvariant(),
    }));

    private string Kinds()
    {
        string[] kinds = [.. _refused.Where(static kind => kind.Key != InDoubt)
            .Select(static kind => string.Format(CultureInfo.InvariantCulture, "{0} {1}", kind.Value, kind.Key))];
        return kinds.Length > 1 ? " (" + string.Join(", ", kinds) + ")" : string.Empty;
    }

    private static void Add<TKey>(SortedDictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = (counts.TryGetValue(key, out int count) ? count : 0) + 1;
}
