namespace Provisioning.Journal;

/// <summary>What became of a row in a run. A run counts its rows by it.</summary>
public enum RowStatus
{
    /// <summary>The vendor confirmed the call: something was created, changed, removed or added.</summary>
    Created,

    /// <summary>The answer was lost, and the call turned out to have been processed, whether the module or a person found that out.</summary>
    Recovered,

    /// <summary>The journal had it already, or had it as taken back, so nothing was sent.</summary>
    Replayed,

    /// <summary>The vendor had the customer already, and that was accepted.</summary>
    Existing,

    /// <summary>The row failed. It did not change anything.</summary>
    Failed,

    /// <summary>It is not known whether the call was processed.</summary>
    InDoubt,

    /// <summary>The run ended before the row was sent.</summary>
    NotStarted,

    /// <summary>The run is working on it.</summary>
    Sending,
}

/// <summary>Tells the status of a row from what is recorded of it. It is pure, and the same for all stores.</summary>
internal static class RowStatuses
{
    /// <summary>Tells the status of a row.</summary>
    /// <param name="outcome">The recorded name of its outcome; null for none.</param>
    /// <param name="state">The state of its operation; null if it has none.</param>
    /// <param name="error">The name of its error; null for none.</param>
    /// <param name="wasCalled">Whether a call of this run was started for it.</param>
    public static RowStatus Of(string? outcome, OperationState? state, string? error, bool wasCalled) => (outcome, state) switch
    {
        (_, OperationState.Sending) => RowStatus.Sending,
        (nameof(Outcome.Recovered), _) => RowStatus.Recovered,
        (nameof(Outcome.Replayed) or nameof(Outcome.Undone), _) => RowStatus.Replayed,
        (nameof(RowStatus.Existing), _) => RowStatus.Existing,
        (not null, _) => RowStatus.Created,
        (null, OperationState.Confirmed or OperationState.Removed or OperationState.Undone) => RowStatus.Recovered,
        (null, OperationState.InDoubt) => RowStatus.InDoubt,
        (null, null) when error == nameof(ProvisioningError.OutcomeUnknown) => RowStatus.InDoubt,
        (null, null or OperationState.NotSent) when error == nameof(ProvisioningError.NotSent) && !wasCalled => RowStatus.NotStarted,
        _ => RowStatus.Failed,
    };

    /// <summary>Adds rows of a status to the counts of a run.</summary>
    public static RunCounts Add(this RunCounts counts, RowStatus status, int rows) => status switch
    {
        RowStatus.Created => counts with { Created = counts.Created + rows },
        RowStatus.Recovered => counts with { Recovered = counts.Recovered + rows },
        RowStatus.Replayed => counts with { Replayed = counts.Replayed + rows },
        RowStatus.Existing => counts with { Existing = counts.Existing + rows },
        RowStatus.Failed => counts with { Failed = counts.Failed + rows },
        RowStatus.InDoubt => counts with { InDoubt = counts.InDoubt + rows },
        RowStatus.NotStarted => counts with { NotStarted = counts.NotStarted + rows },
        _ => counts,
    };
}
