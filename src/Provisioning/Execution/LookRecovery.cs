using System;
using System.Threading.Tasks;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>
/// Settles a call in doubt by asking the vendor about the customer. A customer that is there counts as ours only with evidence. That it is not
/// there is believed only when the call has surely been over for the settling time; then the same call is made again.
/// </summary>
/// <param name="executor">The executor of the operation.</param>
/// <param name="operation">The operation.</param>
/// <param name="record">What is remembered about the operation.</param>
internal sealed class LookRecovery(OperationExecutor executor, PreparedOperation operation, IOperationRecord record)
{
    private const int Rounds = 3;

    /// <summary>Settles a call, if that is possible.</summary>
    /// <param name="inDoubt">The call.</param>
    /// <param name="sinceOver">How long it has been over. Negative if it may still be on its way.</param>
    public async Task<OperationResult> RecoverAsync(Attempt inDoubt, TimeSpan sinceOver)
    {
        for (int round = 0; ; round++)
        {
            Finding finding = await FindSettledAsync(sinceOver).ConfigureAwait(false);
            if (finding.Kind != FindingKind.Absent)
                return await ConcludeAsync(finding, inDoubt).ConfigureAwait(false);
            if (round == Rounds)
                return executor.Result(inDoubt);

            executor.Log.Verbose(
                IsRemoval
                    ? "The vendor still has the customer. Making the same call again."
                    : "The vendor does not have the customer: the call was not processed. Making the same call again.");
            Attempt again = await executor.SendAsync().ConfigureAwait(false);
            if (IsRemoval && executor.ConcludeRepeated(again, inDoubt) is { } removed)
                return removed;
            if (again.Delivery != Delivery.Unknown)
                return await ConcludeAsync(again, inDoubt).ConfigureAwait(false);
            (inDoubt, sinceOver) = (again, TimeSpan.Zero);
        }
    }

    /// <summary>Only asks: makes no call that changes anything.</summary>
    /// <param name="sinceOver">How long the call has been over. Negative if it may still be on its way.</param>
    public async Task<Finding> FindAsync(TimeSpan sinceOver)
    {
        Finding finding = await FindSettledAsync(sinceOver).ConfigureAwait(false);
        if (finding.Kind == FindingKind.Unanswered && executor.LastInquiry is { } unanswered)
            return finding with { Text = unanswered.Message };
        if (IsRemoval && finding.Kind == FindingKind.Absent)
            return Finding.Unclear("The vendor still has the customer, and may remove it later: the removal can be made again, which settles it.");
        return finding.Kind == FindingKind.Ours && await WhyNotOursAsync(finding).ConfigureAwait(false) is { } reason
            ? Finding.Unclear(reason)
            : finding;
    }

    /// <summary>
    /// Judges a refusal because the customer is there already, of a call that the vendor had turned away before: it may have been processed
    /// nevertheless.
    /// </summary>
    public async Task<OperationResult> JudgeTakenAsync(Attempt taken)
    {
        if (FoundByOwnId() is { } ours)
            return ours;
        Finding finding = await LookAsync().ConfigureAwait(false);
        return finding.Kind switch
        {
            FindingKind.Ours or FindingKind.Unclear => await ConcludeAsync(finding, taken).ConfigureAwait(false),
            _ => executor.Result(taken with
            {
                Delivery = Delivery.Unknown,
                Message = $"{Sentence.End(taken.Message)} An earlier call for this row was turned away and may have been processed"
                    + " nevertheless, and the vendor does not show the customer.",
            }),
        };
    }

    /// <summary>
    /// Judges a call that was turned away, before it is repeated: some systems turn a call away that they have processed.
    /// </summary>
    /// <returns>What became of the call; null if the customer is not there, so that the call can be repeated.</returns>
    public async Task<Attempt?> FindDoneAsync(Attempt turnedAway)
    {
        if (turnedAway.Delivery != Delivery.Throttled)
            return null;
        Finding finding = await LookAsync().ConfigureAwait(false);
        return finding.Kind switch
        {
            FindingKind.Absent => null,

            // What the journal knows of already is not what this call created.
            FindingKind.Ours when record.WasThere || await IsAnothersAsync().ConfigureAwait(false) => null,
            FindingKind.Ours => Attempt.Recovered(finding.VendorId),
            FindingKind.Unanswered => turnedAway with
            {
                Message = $"{Sentence.End(turnedAway.Message)} {executor.LastInquiry?.Message}",
                IsLasting = true,
            },
            _ => turnedAway with
            {
                Delivery = Delivery.Unknown,
                Message = operation.Mask($"{Sentence.End(turnedAway.Message)} It may have been processed nevertheless. {finding.Text}"),
            },
        };
    }

    // What still is there may have been accepted, and be removed later.
    private bool IsRemoval => operation.Definition.Kind == OperationKind.Delete;

    // Asked more than once: at once, because what is there needs no waiting, soon, and when the settling time is over.
    private async Task<Finding> FindSettledAsync(TimeSpan sinceOver)
    {
        Finding finding = await LookAsync().ConfigureAwait(false);
        if (finding.Kind != FindingKind.Absent)
            return finding;
        TimeSpan soon = executor.Timing.LookInterval;
        TimeSpan rest = executor.SettlingTime - sinceOver - soon;
        foreach (TimeSpan delay in rest > TimeSpan.Zero ? new[] { soon, rest } : [soon])
        {
            if (!await executor.WaitAsync(delay).ConfigureAwait(false))
                return Finding.Unanswered;
            finding = await LookAsync().ConfigureAwait(false);
            if (finding.Kind != FindingKind.Absent)
                return finding;
        }

        return finding;
    }

    private Task<Finding> LookAsync() => operation.LookAsync(executor);

    private async Task<OperationResult> ConcludeAsync(Finding finding, Attempt inDoubt)
    {
        switch (finding.Kind)
        {
            case FindingKind.Ours:
                return await WhyNotOursAsync(finding).ConfigureAwait(false) is { } reason
                    ? executor.FoundUnclear(inDoubt, reason)
                    : executor.Recovered(finding.VendorId);
            case FindingKind.Unclear:
                return executor.FoundUnclear(inDoubt, finding.Text);
            default:
                return executor.LastInquiry is { } unanswered ? executor.StillInDoubt(inDoubt, unanswered) : executor.Result(inDoubt);
        }
    }

    // The vendor did not have the customer, so the call in doubt was not processed, and the answer is that of the new call.
    private async Task<OperationResult> ConcludeAsync(Attempt again, Attempt inDoubt)
    {
        if (again is not { Delivery: Delivery.Rejected, Error: ProvisioningError.AlreadyExists })
            return again.WasStopped ? executor.Result(inDoubt) : executor.Result(again);
        if (FoundByOwnId() is { } ours)
            return ours;

        // What the vendor just did not have is there: no refusal settles that.
        Finding finding = await LookAsync().ConfigureAwait(false);
        return finding.Kind == FindingKind.Absent
            ? executor.StillInDoubt(inDoubt, again)
            : await ConcludeAsync(finding, again with { Delivery = Delivery.Unknown }).ConfigureAwait(false);
    }

    // "Exists" of an ID that the module chose: nobody else can have it.
    private OperationResult? FoundByOwnId() => operation.HasIdOfOurs ? executor.Recovered(operation.ChosenId.ToString()) : null;

    // The journal may know better than the vendor's evidence. Nobody else can have an ID that the module chose.
    private async Task<string?> WhyNotOursAsync(Finding finding)
    {
        if (operation is { LooksById: true, HasIdOfOurs: true })
            return null;
        if (record.WasThere)
            return "The vendor has the customer, but an earlier run was told that it was there already.";
        return await IsAnothersAsync().ConfigureAwait(false)
            ? $"The vendor has the customer{Id(finding)}, but another operation of the journal has its name."
            : null;
    }

    // What changes something that exists claims no name.
    private async Task<bool> IsAnothersAsync() =>
        operation.Definition.Kind == OperationKind.Create && await record.IsNameTakenByAnotherAsync().ConfigureAwait(false);

    private static string Id(Finding finding) => finding.VendorId is { } id ? $" with the id {id}" : string.Empty;
}
