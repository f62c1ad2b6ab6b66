using System;

namespace Provisioning.Journal;

/// <summary>What a person says of operations in doubt.</summary>
/// <param name="State"><c>Confirmed</c>: it was done; <c>Rejected</c>: it was not, and is reported so; <c>NotSent</c>: it was not, and the next run sends it.</param>
/// <param name="VendorId">The vendor's id, where it is known.</param>
/// <param name="Now">When it was said.</param>
internal sealed record Settlement(OperationState State, string? VendorId, DateTimeOffset Now);
