using System;
using System.Threading.Tasks;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Plans rows in place of delivering them. Vendors are only asked, with the limits of a run.</summary>
/// <param name="planner">Plans a row without the vendor.</param>
/// <param name="gate">The gate of the run.</param>
/// <param name="retries">The retry policies of the run.</param>
/// <param name="log">Receives messages about what is done.</param>
/// <param name="onError">Called with an error that may end the run.</param>
internal sealed class PlannedDelivery(
    RowPlanner planner, RunGate gate, RetryPolicies retries, IOperationLog log, Action<VendorApiException> onError) : IDisposable
{
    /// <summary>Plans a row, in input order.</summary>
    public Task<RowResult> PlanAsync(PreparedOperation operation)
    {
        PlannedRow planned;
        bool wasAbsent;
        try
        {
            planned = planner.Plan(operation, out wasAbsent);
        }
        catch (VendorApiException exception)
        {
            onError(exception);
            return Task.FromResult(RowResult.Failed(operation, exception));
        }

        if (!planner.IsAsked(planned, operation))
            return Task.FromResult(RowResult.Planned(operation, planned));
        Task admitted = gate.AdmitAsync();
        return Task.Run(() => AskAsync(operation, planned, new UnrecordedOperation(wasAbsent), admitted));
    }

    public void Dispose() => planner.Dispose();

    private async Task<RowResult> AskAsync(PreparedOperation operation, PlannedRow planned, IOperationRecord record, Task admitted)
    {
        await admitted.ConfigureAwait(false);
        var admission = new RunGate.Admission(gate);
        await gate.TakeSlotAsync().ConfigureAwait(false);
        VendorChannel? channel = gate.IsStopping ? null : VendorChannel.TryUse(operation.Connection);
        try
        {
            if (channel is null)
                return RowResult.NotStarted(operation);
            var executor = new OperationExecutor(
                operation, log, channel, record, admission, retries.Of(operation.Connection), gate.Signals);
            Finding finding = await (planned.Action == PlannedAction.InDoubt ? executor.LookOnceAsync() : executor.FindExistingAsync())
                .ConfigureAwait(false);
            if (finding.Kind != FindingKind.Unanswered || executor.LastInquiry is not { } unanswered)
                return RowResult.Planned(operation, planner.Add(operation, planned, finding, unanswered: null));
            if (unanswered.WasStopped)
                return RowResult.NotStarted(operation);

            // Credentials may be refused in an answer that says nothing else.
            onError(RowMapping.Error(operation, unanswered.RunError ?? unanswered.Error, unanswered.Message));
            return RowResult.Planned(operation, planner.Add(operation, planned, finding, unanswered.Message));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A bug in the module must cost one row, and report it, not the plan.
            return RowResult.Failed(operation, RunDescription.ModuleFailed(operation, exception).ToException(operation));
        }
        finally
        {
            channel?.EndUse();
            gate.ReleaseSlot();
            admission.Release();
        }
    }
}
