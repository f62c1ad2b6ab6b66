namespace Provisioning;

/// <summary>The stable names of everything that can go wrong with a row or a run; each is a <c>FullyQualifiedErrorId</c>.</summary>
public enum ProvisioningError
{
    /// <summary>The row violates documented rules. Nothing was sent.</summary>
    RuleViolation,

    /// <summary>The vendor refused the row.</summary>
    Rejected,

    /// <summary>The vendor says that the name or ID is already taken.</summary>
    AlreadyExists,

    /// <summary>The vendor does not have what the row or the query names.</summary>
    NotFound,

    /// <summary>
    /// The operation is in doubt: the call was sent, but no readable answer came back, so it may or may not have been processed.
    /// </summary>
    OutcomeUnknown,

    /// <summary>Another run that is still running is working on the same operation.</summary>
    HeldByAnotherRun,

    /// <summary>The journal knows the same key with other data.</summary>
    KeyReusedWithOtherData,

    /// <summary>The row's names are similar to those of another operation, and do not show whether it is the same customer.</summary>
    NameConflict,

    /// <summary>The row is not as it was in the approved plan, or the plan has it as one that is not sent. Nothing was sent.</summary>
    PlanDrift,

    /// <summary>The vendor kept turning the call away. It was not processed.</summary>
    Throttled,

    /// <summary>The call was never sent.</summary>
    NotSent,

    /// <summary>A query got no readable answer. Queries change nothing, so it can be repeated.</summary>
    Unanswered,

    /// <summary>The vendor refused the credentials. This ends the run.</summary>
    CredentialsRefused,

    /// <summary>It is unclear which account a credential belongs to. The run ends before anything is sent.</summary>
    AccountUnclear,

    /// <summary>The vendor was unreachable for so long that the run ended.</summary>
    VendorUnreachable,

    /// <summary>The journal cannot be opened, read or written. The run ends before anything is sent that cannot be recorded.</summary>
    JournalUnavailable,

    /// <summary>
    /// The base address looks wrong: the vendor answers with redirects, or with "not found" to every call. This ends the run.
    /// </summary>
    WrongBaseAddress,

    /// <summary>
    /// A proxy does not let calls through: it requires other credentials, refuses to connect, or is not there. This ends the run.
    /// </summary>
    ProxyRefused,
}
