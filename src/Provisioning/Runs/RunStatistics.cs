using Provisioning.Journal;

namespace Provisioning.Runs;

/// <summary>The numbers of a run's rows by how they ended, counted as results are taken.</summary>
public sealed class RunStatistics
{
    /// <summary>Rows whose call the vendor confirmed in this run: something was created, changed, removed or added.</summary>
    public int Created { get; private set; }

    /// <summary>Rows whose answer was lost, and whose customer turned out to exist.</summary>
    public int Recovered { get; private set; }

    /// <summary>Rows that the journal already had.</summary>
    public int Replayed { get; private set; }

    /// <summary>Rows whose customer the vendor had already.</summary>
    public int Existing { get; private set; }

    /// <summary>Rows whose customer was created and taken back.</summary>
    public int Undone { get; private set; }

    /// <summary>Rows that failed, including those in doubt.</summary>
    public int Failed { get; private set; }

    /// <summary>Rows that are in doubt.</summary>
    public int InDoubt { get; private set; }

    /// <summary>Rows that were not started because the run ended.</summary>
    public int NotStarted { get; private set; }

    /// <summary>Rows that succeeded.</summary>
    public int Done => Created + Recovered + Replayed + Existing + Undone;

    internal RunCounts Counts => new()
    {
        Created = Created,
        Recovered = Recovered,
        Replayed = Replayed + Undone,
        Existing = Existing,
        Failed = Failed - InDoubt,
        InDoubt = InDoubt,
        NotStarted = NotStarted,
    };

    /// <summary>Counts rows that were refused before the run was opened.</summary>
    internal void CountRefused(int rows) => Failed += rows;

    internal void Count(RowResult result)
    {
        if (result.WasNotStarted)
        {
            NotStarted++;
        }
        else if (result.Error is { } error)
        {
            Failed++;
            if (error.Error == ProvisioningError.OutcomeUnknown)
                InDoubt++;
        }
        else
        {
            // A row that was only planned has no result.
            switch (result.Resource?.Outcome)
            {
                case null: break;
                case Outcome.Recovered: Recovered++; break;
                case Outcome.Replayed: Replayed++; break;
                case Outcome.Existing: Existing++; break;
                case Outcome.Undone: Undone++; break;
                default: Created++; break;
            }
        }
    }
}
