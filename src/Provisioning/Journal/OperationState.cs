namespace Provisioning.Journal;

/// <summary>What the journal knows about an operation. The numbers are stored in journals and must not change.</summary>
public enum OperationState
{
    /// <summary>
    /// A run is working on it: the intent is recorded, the result is not. If that run is gone, the operation is shown as in doubt.
    /// </summary>
    Sending = 0,

    /// <summary>The vendor said yes.</summary>
    Confirmed = 1,

    /// <summary>The vendor refused it. It may be retried.</summary>
    Rejected = 2,

    /// <summary>It did not reach the vendor, or the vendor turned it away without processing it. It may be retried.</summary>
    NotSent = 3,

    /// <summary>It was sent, but no readable answer came back: it may or may not have been processed.</summary>
    InDoubt = 4,

    /// <summary>The vendor removed the customer that it had created, so that the same row creates it again.</summary>
    Removed = 5,

    /// <summary>The customer that it had created was taken back on purpose. The same row does not create it again.</summary>
    Undone = 6,
}
