namespace Provisioning;

/// <summary>The stable names of all that can go wrong with a row or a run; each is a <c>FullyQualifiedErrorId</c>.</summary>
public enum ProvisioningError
{
    /// <summary>The row breaks documented rules; nothing was sent.</summary>
    RuleViolation,

    /// <summary>The vendor refused the row.</summary>
    Rejected,

    /// <summary>The vendor says that the name or id is taken already.</summary>
    AlreadyExists,

    /// <summary>The call left and no readable answer came: it may or may not have been done.</summary>
    OutcomeUnknown,

    /// <summary>Another run that is still alive is working on the same operation.</summary>
    HeldByAnotherRun,

    /// <summary>The journal knows the same key with other data.</summary>
    KeyReusedWithOtherData,

    /// <summary>The row's names are nearly those of another operation, and do not tell whether it is the same customer.</summary>
    NameConflict,

    /// <summary>The vendor kept turning the call away; it was not processed.</summary>
    Throttled,

    /// <summary>The call never left.</summary>
    NotSent,

    /// <summary>A query was not answered, or not readably; it changes nothing and can be repeated.</summary>
    Unanswered,

    /// <summary>The vendor refused the credentials: the run ends.</summary>
    CredentialsRefused,

    /// <summary>It is not clear which account a credential belongs to: the run ends before anything is sent.</summary>
    AccountUnclear,

    /// <summary>The vendor could not be reached for so long that the run ends.</summary>
    VendorUnreachable,

    /// <summary>The journal cannot be opened, read or written: the run ends before anything is sent unrecorded.</summary>
    JournalUnavailable,
}
