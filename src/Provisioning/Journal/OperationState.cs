namespace Provisioning.Journal;

/// <summary>What the journal knows of an operation. The numbers are stored: they do not change.</summary>
public enum OperationState
{
    /// <summary>Its intent is recorded, its outcome is not: a run is at work on it. Once that run is gone, it is shown as in doubt.</summary>
    Sending = 0,

    /// <summary>The vendor said yes.</summary>
    Confirmed = 1,

    /// <summary>The vendor refused; it may be tried again.</summary>
    Rejected = 2,

    /// <summary>It did not reach the vendor, or was turned away unprocessed; it may be tried again.</summary>
    NotSent = 3,

    /// <summary>It left and no readable answer came: it may or may not have been done.</summary>
    InDoubt = 4,
}
