using System;

namespace Provisioning.Sandbox.State;

/// <summary>One thing that a create call made. It never holds a password.</summary>
/// <param name="Id">The id that the vendor gave, as text.</param>
/// <param name="Operation">The create call that made it, e.g. <c>customer-user/create</c>.</param>
/// <param name="Key">The natural key, or null where the call gave none.</param>
/// <param name="AlternateKey">A second unique name made by the same call (reseller customer-user: the username), or null.</param>
/// <param name="Count">How many creates there were of this natural key: more than 1 is a duplicate.</param>
/// <param name="CorrelationId">The caller's correlation id, or null where it sent none.</param>
/// <param name="At">When it was created.</param>
public sealed record CreatedItem(string Id, string Operation, string? Key, string? AlternateKey, int Count, string? CorrelationId, DateTimeOffset At);
