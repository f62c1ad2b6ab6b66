namespace Provisioning.Execution;

/// <summary>Says that a vendor has a customer already, the same in errors and plans.</summary>
internal static class ExistingText
{
    /// <param name="vendorId">The vendor's ID of it; null if it is not known.</param>
    /// <param name="differences">The fields that differ from those of the row; empty if none is known to.</param>
    public static string Of(string? vendorId, string differences) =>
        $"The vendor has the customer already{(vendorId is null ? string.Empty : $" (id {vendorId})")}"
        + (differences.Length == 0 ? "." : $", with other data: {differences}.");
}
