namespace Provisioning;

/// <summary>How a row succeeded.</summary>
public enum Outcome
{
    /// <summary>The vendor created the customer in this run.</summary>
    Created,

    /// <summary>The answer was lost, but a check showed that the vendor had created the customer.</summary>
    Recovered,

    /// <summary>The journal already had the customer, so no call was made.</summary>
    Replayed,

    /// <summary>The vendor changed it in this run.</summary>
    Updated,

    /// <summary>The vendor removed it in this run.</summary>
    Removed,

    /// <summary>The vendor added to it in this run.</summary>
    Added,

    /// <summary>The vendor had the customer before, and nothing was changed. Only with -IfExists Return.</summary>
    Existing,

    /// <summary>The customer was created and taken back by Undo-ProvisioningRun, so no call was made.</summary>
    Undone,
}
