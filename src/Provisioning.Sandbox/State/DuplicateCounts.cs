namespace Provisioning.Sandbox.State;

/// <summary>Creates that should not have happened.</summary>
/// <param name="ByKey">Creates beyond the first for the same natural key.</param>
/// <param name="ByCall">Creates beyond the first for byte-identical bodies of the same call.</param>
public sealed record DuplicateCounts(long ByKey, long ByCall);
