namespace Provisioning.Operations;

/// <summary>What every created customer tells besides its own fields, which come first.</summary>
public abstract class ProvisionedResource
{
    /// <summary>How it came to be; null where no operation did, as for what a query reads.</summary>
    public Outcome? Outcome { get; internal set; }

    /// <summary>How many create calls this run sent for it; 0 where the journal had it.</summary>
    public int Attempts { get; internal set; }

    /// <summary>The id that ties the row to the journal and, where the vendor takes one, to the vendor's log.</summary>
    public string? CorrelationId { get; internal set; }
}
