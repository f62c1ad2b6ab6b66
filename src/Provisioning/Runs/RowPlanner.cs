using System;
using System.Globalization;
using System.Text;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.LegacySupport;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Plans rows in input order: what a run would do with each of them, according to its rules, the earlier rows and the journal. What the vendor
/// says is added afterwards.
/// </summary>
/// <param name="journal">What the journal would decide.</param>
/// <param name="options">The options of the run that is planned.</param>
internal sealed class RowPlanner(JournalPreview journal, RunOptions options) : IDisposable
{
    private readonly PlannedRows _rows = new();

    /// <summary>The account that the customers would belong to; null if accounts are not distinguished.</summary>
    public string? Account => journal.Account;

    /// <summary>Plans a row.</summary>
    /// <param name="operation">The row's operation.</param>
    /// <param name="wasAbsent">Whether the vendor did not have the customer before the call that is in doubt.</param>
    /// <exception cref="VendorApiException">The journal cannot be read.</exception>
    public PlannedRow Plan(PreparedOperation operation, out bool wasAbsent)
    {
        wasAbsent = false;
        if (operation.IsEmpty)
            return Make(operation, PlannedAction.Skipped, "Every cell is empty.");
        if (operation.Refusal is { } refusal)
            return Make(operation, PlannedAction.Invalid, refusal.Message);
        OperationScope scope = IntentMapping.ScopeOf(operation, Account);
        Intent intent = IntentMapping.IntentOf(operation, scope, Guid.Empty, options);
        Claim? earlier = operation.Key is null ? null : _rows.Find(intent);
        Claim inJournal = journal.Foresee(intent);
        wasAbsent = inJournal.Before == Presence.Absent;
        PlannedRow planned = earlier is null || IsDecidedByJournal(earlier, inJournal)
            ? OfJournal(operation, inJournal)
            : OfEarlier(operation, earlier, inJournal);
        if (operation.Key is not null && planned.Action is not (PlannedAction.Conflict or PlannedAction.Duplicate))
            _rows.Add(intent, operation.Row);
        return planned;
    }

    /// <summary>Returns whether the vendor is to be asked about a row, and can be.</summary>
    public bool IsAsked(PlannedRow planned, PreparedOperation operation) => !options.IsOffline && planned.Action switch
    {
        PlannedAction.Create => operation.CanFindExisting && !options.CreateAgain,
        PlannedAction.InDoubt => operation.CanLook,
        _ => false,
    };

    /// <summary>Adds to the plan of a row what the vendor says.</summary>
    /// <param name="operation">The row's operation.</param>
    /// <param name="planned">The plan of the row so far.</param>
    /// <param name="finding">What the vendor said.</param>
    /// <param name="unanswered">Why the vendor said nothing; null if it did.</param>
    public PlannedRow Add(PreparedOperation operation, PlannedRow planned, Finding finding, string? unanswered)
    {
        PlannedRow added = Add(planned, finding, unanswered);
        return added with { Reason = added.Reason is null ? null : ShownText.Of(operation.Mask(added.Reason)) };
    }

    private PlannedRow Add(PlannedRow planned, Finding finding, string? unanswered) => (planned.Action, finding.Kind) switch
    {
        (PlannedAction.Create, FindingKind.There) => planned with
        {
            Action = PlannedAction.Existing,
            VendorId = finding.VendorId,
            Reason = ExistingText.Of(finding.VendorId, finding.Text) + Unasked,
        },
        (PlannedAction.Create, FindingKind.Unclear) => planned with { Action = PlannedAction.Existing, Reason = Sentence.End(finding.Text) + Unasked },
        (_, FindingKind.Unanswered) => planned with { Reason = Join(planned.Reason, $"The vendor was asked and did not answer: {unanswered}") },
        (PlannedAction.InDoubt, FindingKind.Ours) => planned with
        {
            VendorId = finding.VendorId,
            Reason = Join(planned.Reason, "The vendor has the customer: it would be recovered."),
        },
        (PlannedAction.InDoubt, FindingKind.Absent) => planned with
        {
            Reason = Join(planned.Reason, "The vendor does not have the customer: the call would be made again once the earlier one is surely over."),
        },
        (PlannedAction.InDoubt, _) => planned with { Reason = Join(planned.Reason, finding.Text) },
        _ => planned,
    };

    /// <summary>Returns the digest of a row and its destination, with a short one of each field.</summary>
    /// <param name="operation">The row's operation.</param>
    /// <param name="account">The account that the customer would belong to.</param>
    /// <param name="createsAgain">Whether a customer that the journal has already would be created once more.</param>
    public static string DigestOf(PreparedOperation operation, string? account, bool createsAgain)
    {
        OperationScope scope = IntentMapping.ScopeOf(operation, account);
        string whole = DataComparison.Whole(operation.Fingerprint);
        string?[] parts =
        [
            scope.Vendor, scope.BaseUri, NameRule.Fold(scope.Account), scope.Operation, operation.Path, operation.Key, whole,
            operation.SecretsDigest?.ToString(CultureInfo.InvariantCulture), createsAgain ? "again" : null,
        ];
        string fields = operation.Fingerprint.Substring(whole.Length);
        return Convert.ToBase64String(Platform.Sha256(Encoding.UTF8.GetBytes(string.Join("\0", parts)))) + fields;
    }

    public void Dispose() => journal.Dispose();

    // What the journal knows under the row's own name counts for more than an earlier row with a similar one.
    private static bool IsDecidedByJournal(Claim earlier, Claim inJournal) =>
        earlier.Kind == ClaimKind.NameConflict && inJournal.Kind is not (ClaimKind.Send or ClaimKind.NameConflict);

    // A plan asks in any case. A run does not, unless it is told to, because each question costs a call.
    private string Unasked => options.IfExists is null
        ? " A run without -IfExists does not ask, and creates it unless the vendor refuses."
        : string.Empty;

    private PlannedRow OfEarlier(PreparedOperation operation, Claim earlier, Claim inJournal)
    {
        // The customer is created again, whether the journal has it or an earlier row has just created it.
        if (earlier.Kind == ClaimKind.Send)
            return OfJournal(operation, inJournal) with { Reason = $"Row {earlier.Id} is about the same customer. It would be created once more." };
        if (ClaimRefusal.OfEarlierRow(operation, earlier) is { } conflict)
            return Make(operation, PlannedAction.Conflict, conflict);
        string reason = $"Row {earlier.Id} is about the same customer, with the same data.";
        return Make(operation, PlannedAction.Duplicate, options.NoJournal ? reason + " A run without a journal would create it again." : reason);
    }

    private PlannedRow OfJournal(PreparedOperation operation, Claim claim)
    {
        KnownOperation? known = claim.Known;
        switch (claim.Kind)
        {
            case ClaimKind.Send:
                return Make(operation, PlannedAction.Create, known switch
                {
                    null => null,
                    { State: OperationState.Confirmed } => "The journal has it as created already. It would be created again.",
                    { State: OperationState.Undone } => "It was created before, and taken back.",
                    { State: OperationState.Removed } => "It was created before, and removed.",
                    _ => $"An earlier run tried it: {known.Message}",
                });
            case ClaimKind.Recover:
                operation.AssignId(claim.ChosenId);
                return Make(
                    operation,
                    PlannedAction.InDoubt,
                    operation.CanLook ? "An earlier call was not answered." : DoubtAdvice.Of(operation, claim.Id, journal: null));
            case ClaimKind.Undone:
                return Make(operation, PlannedAction.Skipped, "It was created and taken back. -CreateAgain creates it again.")
                    with { VendorId = known!.VendorId };
            case ClaimKind.Replay:
                return Make(operation, PlannedAction.Replay, claim.HasOtherSecrets ? "It was created with another password or secret than the row's." : null)
                    with { VendorId = known!.VendorId };
            default:
                return Make(operation, PlannedAction.Conflict, ClaimRefusal.Of(operation, claim)!.Value.Message) with { VendorId = known?.VendorId };
        }
    }

    private PlannedRow Make(PreparedOperation operation, PlannedAction action, string? reason) => new()
    {
        RowNumber = operation.Row,
        Key = operation.Key is null ? null : ShownText.Of(operation.Mask(operation.Key)),
        Action = action,
        Reason = reason is null ? null : ShownText.Of(operation.Mask(reason)),
        Vendor = operation.Definition.Vendor.Name,
        Operation = operation.Definition.Name,
        BaseUri = operation.Connection.BaseUri.AbsoluteUri,
        Account = Account,
        Digest = DigestOf(operation, Account, options.CreateAgain),
    };

    private static string Join(string? reason, string more) => reason is null ? more : $"{Sentence.End(reason)} {more}";
}
