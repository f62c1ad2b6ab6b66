namespace Provisioning.Sandbox.Faults;

/// <summary>What a call does, which decides whether faults apply to it.</summary>
internal enum CallKind
{
    /// <summary>It creates, changes or removes something: faults always apply.</summary>
    Change,

    /// <summary>It reads: faults apply if the plan says so.</summary>
    Read,

    /// <summary>It fetches a token: faults apply if the plan says so.</summary>
    Token,
}
