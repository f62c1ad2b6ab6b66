using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Why the journal does not let a row be sent, the same in errors and plans.</summary>
internal static class ClaimRefusal
{
    /// <summary>Returns the error of a claim; null if the row is sent or replayed.</summary>
    public static (ProvisioningError Error, string Message)? Of(PreparedOperation operation, Claim claim) => claim.Kind switch
    {
        ClaimKind.Held =>
            (ProvisioningError.HeldByAnotherRun, $"Another run that is still running is working on '{operation.Key}'."),
        ClaimKind.OtherData =>
            (ProvisioningError.KeyReusedWithOtherData,
                $"The journal has '{claim.Known!.Key}' with other data ({claim.Known.State}){Differing(operation, claim.Known)}."),
        ClaimKind.NameConflict =>
            (ProvisioningError.NameConflict, Conflict("the journal", $" ({claim.Known!.State})", operation, claim)),
        ClaimKind.RemovalInDoubt => (
            ProvisioningError.OutcomeUnknown,
            $"The journal has '{operation.Key}' as created ({claim.Known!.VendorId}), and a removal of it is in doubt, so it is not known whether"
            + " the customer is there. Remove it again, which settles that, then run the row again."),
        _ => null,
    };

    /// <summary>Says that an earlier row of the input keeps a row from being sent; null if it does not.</summary>
    public static string? OfEarlierRow(PreparedOperation operation, Claim claim) => claim.Kind switch
    {
        ClaimKind.OtherData => $"Row {claim.Id} has the same customer with other data{Differing(operation, claim.Known!)}.",
        ClaimKind.NameConflict => Conflict($"row {claim.Id}", string.Empty, operation, claim),
        _ => null,
    };

    private static string Differing(PreparedOperation operation, KnownOperation known) =>
        DataComparison.Describe(operation.Fingerprint, known.Fingerprint) is { Length: > 0 } fields ? ": " + fields : string.Empty;

    private static string Conflict(string where, string state, PreparedOperation operation, Claim claim)
    {
        string ours = Describe(operation.Names);
        string theirs = Describe(claim.Known!.Names);
        return claim.Relation == NameRelation.DifferInCase
            ? $"The names {ours} and {theirs}, which is in {where}{state}, differ only in case."
            : $"{char.ToUpperInvariant(where[0])}{where.Substring(1)} has a customer with the same description{state}: {theirs}. This row has {ours}."
                + " One of them lacks the name that would show whether they are the same customer.";
    }

    private static string Describe(IEnumerable<OperationName> names) =>
        string.Join(", ", names.Select(static name => $"{name.Type} '{name.Value}'"));
}
