namespace Provisioning.Operations;

/// <summary>The part of a value that violates a rule.</summary>
/// <param name="Where">Where it is in the value, such as <c>[1].licenseCount</c>; empty if it is the value itself.</param>
/// <param name="Value">The part as text.</param>
internal readonly record struct RuleFault(string Where, string Value);
