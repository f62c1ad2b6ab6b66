namespace Provisioning;

/// <summary>A name that a vendor knows a customer by.</summary>
/// <param name="Type">Which of its names, as the vendor's document calls it: <c>routeURL</c>, <c>internalIdentifier</c>.</param>
/// <param name="Value">The name, as it was given.</param>
/// <param name="IsUnique">Whether no two customers of an account have it; otherwise it describes a customer, and another may be described the same.</param>
public readonly record struct OperationName(string Type, string Value, bool IsUnique = true);
