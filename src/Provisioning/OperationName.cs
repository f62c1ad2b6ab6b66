namespace Provisioning;

/// <summary>A name by which a vendor knows a customer.</summary>
/// <param name="Type">The type of the name, as the vendor's document calls it: <c>routeURL</c>, <c>internalIdentifier</c>.</param>
/// <param name="Value">The name as it was given.</param>
/// <param name="IsUnique">
/// Whether it identifies one customer of an account. Otherwise it is descriptive, and another customer may have the same one.
/// </param>
public readonly record struct OperationName(string Type, string Value, bool IsUnique = true);
