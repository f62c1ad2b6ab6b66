namespace Provisioning;

/// <summary>A name that a vendor knows a customer by.</summary>
/// <param name="Type">Which of its names, as the vendor's document calls it: <c>routeURL</c>, <c>internalIdentifier</c>.</param>
/// <param name="Value">The name.</param>
public readonly record struct OperationName(string Type, string Value);
