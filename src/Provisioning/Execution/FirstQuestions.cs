using System.Threading.Tasks;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>What the vendor is asked about the customer before an operation is first sent, or when it was refused because the customer is there.</summary>
/// <param name="executor">The executor of the operation.</param>
/// <param name="operation">The operation.</param>
/// <param name="record">What is remembered about the operation.</param>
/// <param name="ifExists">What becomes of a customer that is there already.</param>
internal sealed class FirstQuestions(OperationExecutor executor, PreparedOperation operation, IOperationRecord record, IfExists? ifExists)
{
    /// <summary>Asks what must be known before the first call.</summary>
    /// <returns>The result of an operation that is not sent; null if it can be.</returns>
    public async Task<OperationResult?> AskAsync()
    {
        if (ifExists is not null && operation.CanFindExisting)
            return await FindExistingAsync(refusal: null).ConfigureAwait(false);
        return operation.LooksBeforeFirstCall ? await FindBeforeAsync().ConfigureAwait(false) : null;
    }

    /// <summary>Asks whether the customer is there already, whoever created it.</summary>
    /// <param name="refusal">The vendor's refusal because it is there; null if nothing was sent.</param>
    /// <returns>The result; null if the call can be made, or if the refusal stands.</returns>
    public async Task<OperationResult?> FindExistingAsync(Attempt? refusal)
    {
        Finding finding = await executor.FindExistingAsync().ConfigureAwait(false);
        switch (finding.Kind)
        {
            case FindingKind.There:
                string differences = operation.Mask(finding.Text);
                Attempt there = Existing($"{ExistingText.Of(finding.VendorId, differences)} Nothing was changed.", finding);
                return ifExists == IfExists.Return
                    ? executor.Result(there, Outcome.Existing, differences.Length == 0 ? null : differences)
                    : executor.Result(there);
            case FindingKind.Unclear:
                return executor.Result(Existing(operation.Mask(finding.Text), finding));
            case FindingKind.Absent when refusal is null:
                if (operation.LooksBeforeFirstCall)
                    await record.NoteAbsentAsync().ConfigureAwait(false);
                return null;
            default:
                return refusal is null ? executor.NotAsked("whether the customer is there") : null;
        }

        Attempt Existing(string message, Finding found) => new()
        {
            Delivery = Delivery.Rejected,
            Message = message,
            HttpStatus = refusal?.HttpStatus,
            Verdict = Verdict.Existing(message, found.VendorId, found.Description).Masked(operation.Mask),
        };
    }

    // What is not there before the first call is ours later. Of what is there, the vendor itself says that the name is taken. Returns null if
    // the call can be made.
    private async Task<OperationResult?> FindBeforeAsync()
    {
        Finding finding = await executor.LookOnceAsync().ConfigureAwait(false);
        if (finding.Kind == FindingKind.Absent)
            await record.NoteAbsentAsync().ConfigureAwait(false);
        return finding.Kind == FindingKind.Unanswered ? executor.NotAsked("whether the customer is there") : null;
    }
}
