using System;

namespace Provisioning.Journal;

/// <summary>
/// A person's decision about operations in doubt. It is stored beside what was recorded of the call, so that it can be taken back.
/// </summary>
/// <param name="State"><c>Confirmed</c>: it was done. <c>Rejected</c> or <c>NotSent</c>: it was not done.</param>
/// <param name="VendorId">The vendor's ID, if it is known.</param>
/// <param name="By">The user who decided.</param>
/// <param name="Reason">Why, in the words of that user; null if none was given.</param>
/// <param name="Now">The time of the decision.</param>
internal sealed record Settlement(OperationState State, string? VendorId, string By, string? Reason, DateTimeOffset Now);
