using System;

namespace Provisioning.Sandbox.State;

/// <summary>An item that a create call created. It never contains a password.</summary>
/// <param name="Id">The ID that the vendor assigned, as text.</param>
/// <param name="Operation">The create call, for example <c>customer-user/create</c>.</param>
/// <param name="Key">The natural key; null if the call gave none.</param>
/// <param name="AlternateKey">
/// A second unique name from the same call (reseller customer-user: the username); null if there is none.
/// </param>
/// <param name="Count">The number of items with this natural key. More than 1 means a duplicate.</param>
/// <param name="CorrelationId">The caller's correlation ID; null if it sent none.</param>
/// <param name="At">When it was created.</param>
public sealed record CreatedItem(
    string Id, string Operation, string? Key, string? AlternateKey, int Count, string? CorrelationId, DateTimeOffset At);
