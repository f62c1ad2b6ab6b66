namespace Provisioning.Runs;

/// <summary>What a run has done so far; counted on the pipeline's thread.</summary>
internal sealed class RunStatistics
{
    public int Created { get; private set; }

    public int Recovered { get; private set; }

    public int Replayed { get; private set; }

    public int Failed { get; private set; }

    public int NotStarted { get; private set; }

    public int Done => Created + Recovered + Replayed;

    public void Count(RowResult result)
    {
        if (result.WasNotStarted)
            NotStarted++;
        else if (result.Error is not null)
            Failed++;
        else if (result.Resource!.Outcome == Outcome.Created)
            Created++;
        else if (result.Resource.Outcome == Outcome.Recovered)
            Recovered++;
        else
            Replayed++;
    }
}
