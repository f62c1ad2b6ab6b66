using System;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>
/// Writes what a run gives out, on the pipeline's own thread: results and errors in the order of the input, progress, and what the log holds.
/// </summary>
internal sealed class RowPipeline(PSCmdlet cmdlet, PipelineLog log, string activity)
{
    private readonly RunProgress _progress = new(activity, TimeProvider.System);
    private bool _hasWarnedOfMissingKey;

    /// <summary>Has a row come out as an error in its turn, without a call.</summary>
    public void Refuse(ProvisioningRun? run, PreparedOperation operation, VendorApiException error)
    {
        if (run is null)
            cmdlet.WriteError(ErrorRecords.OfRow(operation, error));
        else
            run.Add(operation.Refused(error));
    }

    /// <summary>Says once in a run that rows without a key are not protected.</summary>
    public void WarnOfMissingKey(int row, Vendor vendor)
    {
        if (_hasWarnedOfMissingKey)
            return;
        _hasWarnedOfMissingKey = true;
        cmdlet.WriteWarning(
            $"Row {row} has nothing that {vendor.Name} knows a customer by, and no -OperationKey: such rows cannot be recognized on a second run, which would create them again.");
    }

    /// <summary>Writes what is ready; waits while the run is full, or until it is empty.</summary>
    public void Drain(ProvisioningRun? run, int row, bool untilEmpty, bool isStopping)
    {
        if (run is null)
            return;
        while (true)
        {
            log.WriteTo(cmdlet);
            while (run.TryTake(out RowResult? result))
                Write(result!);
            _progress.Update(cmdlet, run.Statistics);
            bool ends = untilEmpty || run.Fatal is not null || isStopping;
            if (!run.HasRows || (!ends && !run.IsFull))
                break;
            run.WaitForNext(TimeSpan.FromMilliseconds(200));
        }

        log.WriteTo(cmdlet);
        if (run.Fatal is { } fatal)
            End(run, fatal, row);
    }

    /// <summary>Writes all that is left of a run.</summary>
    public void Complete(ProvisioningRun? run, int row, bool isStopping)
    {
        Drain(run, row, untilEmpty: true, isStopping);
        _progress.Complete(cmdlet);
        if (run is { Statistics.Replayed: > 0 and var replayed })
        {
            cmdlet.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                replayed == 1
                    ? "{0} row was confirmed in the journal already and was not sent again (Replayed)."
                    : "{0} rows were confirmed in the journal already and were not sent again (Replayed).",
                replayed));
        }
    }

    private void Write(RowResult result)
    {
        if (result.Resource is { } resource)
            cmdlet.WriteObject(resource);
        else if (result.Error is { } error && (!error.EndsRun || IsSentUnrecorded(error)))
            cmdlet.WriteError(ErrorRecords.OfRow(result.Operation, error));
    }

    // What ends a run is said once, for all its rows; but a call that was answered and could not be recorded is known only here.
    private static bool IsSentUnrecorded(VendorApiException error) => error is { Error: ProvisioningError.JournalUnavailable, Attempts: > 0 };

    private void End(ProvisioningRun run, VendorApiException fatal, int row)
    {
        _progress.Complete(cmdlet);
        RunStatistics statistics = run.Statistics;
        cmdlet.ThrowTerminatingError(ErrorRecords.OfRun(fatal, string.Format(
            CultureInfo.InvariantCulture,
            "The run ended at row {0}: {1} done, {2} failed, {3} read and not sent; rows after it were not read.",
            row,
            statistics.Done,
            statistics.Failed,
            statistics.NotStarted)));
    }
}
