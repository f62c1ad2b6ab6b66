using System;

namespace Provisioning.Journal;

/// <summary>A person's decision about operations in doubt.</summary>
/// <param name="State"><c>Confirmed</c>: it was done. <c>Rejected</c> or <c>NotSent</c>: it was not done.</param>
/// <param name="VendorId">The vendor's ID, if it is known.</param>
/// <param name="Now">The time of the decision.</param>
internal sealed record Settlement(OperationState State, string? VendorId, DateTimeOffset Now);
