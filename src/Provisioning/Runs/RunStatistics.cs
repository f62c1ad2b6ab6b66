using Provisioning.Journal;

namespace Provisioning.Runs;

/// <summary>What a run has done so far; counted as results are taken.</summary>
public sealed class RunStatistics
{
    /// <summary>Rows whose customer the vendor created now.</summary>
    public int Created { get; private set; }

    /// <summary>Rows whose answer was lost, and that turned out to be done.</summary>
    public int Recovered { get; private set; }

    /// <summary>Rows that the journal had already.</summary>
    public int Replayed { get; private set; }

    /// <summary>Rows that did not work, those in doubt included.</summary>
    public int Failed { get; private set; }

    /// <summary>Rows whose outcome is not known.</summary>
    public int InDoubt { get; private set; }

    /// <summary>Rows that the end of the run came before.</summary>
    public int NotStarted { get; private set; }

    /// <summary>Rows that worked.</summary>
    public int Done => Created + Recovered + Replayed;

    internal RunCounts Counts => new()
    {
        Created = Created,
        Recovered = Recovered,
        Replayed = Replayed,
        Failed = Failed - InDoubt,
        InDoubt = InDoubt,
        NotStarted = NotStarted,
    };

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
            switch (result.Resource!.Outcome)
            {
                case Outcome.Created: Created++; break;
                case Outcome.Recovered: Recovered++; break;
                case Outcome.Replayed: Replayed++; break;
            }
        }
    }
}
