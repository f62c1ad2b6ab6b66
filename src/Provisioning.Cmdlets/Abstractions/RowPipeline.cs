using System;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>
/// Writes the output of a run on the pipeline's thread: results and errors in input order, progress, and the messages of the log.
/// </summary>
internal sealed class RowPipeline(PSCmdlet cmdlet, PipelineLog log, string activity)
{
    private readonly RunProgress _progress = new(activity);
    private bool _hasWarnedOfMissingKey;

    /// <summary>Reports a row as an error in input order, without a call.</summary>
    public void Refuse(ProvisioningRun? run, PreparedOperation operation, VendorApiException error)
    {
        if (run is null)
            cmdlet.WriteError(ErrorRecords.OfRow(operation, error));
        else
            run.Add(operation.Refused(error));
    }

    /// <summary>Warns once per run that rows without a key are not protected.</summary>
    public void WarnOfMissingKey(int row, Vendor vendor)
    {
        if (_hasWarnedOfMissingKey)
            return;
        _hasWarnedOfMissingKey = true;
        cmdlet.WriteWarning(
            $"Row {row} has neither a name by which {vendor.Name} knows a customer nor -OperationKey. Such rows cannot be recognized in a"
            + " second run, which would create them again.");
    }

    /// <summary>Writes what is ready. Waits while the run is full, or until it is empty.</summary>
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

    /// <summary>Writes everything that is left of a run.</summary>
    public void Complete(ProvisioningRun? run, int row, bool isStopping)
    {
        Drain(run, row, untilEmpty: true, isStopping);
        _progress.Complete(cmdlet);
        if (run is { Statistics.Replayed: > 0 and var replayed })
        {
            cmdlet.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                replayed == 1
                    ? "{0} row was already confirmed in the journal and was not sent again (Replayed)."
                    : "{0} rows were already confirmed in the journal and were not sent again (Replayed).",
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

    // An error that ends the run is reported once, for all rows. But a call whose answer could not be recorded is known only here.
    private static bool IsSentUnrecorded(VendorApiException error) =>
        error is { Error: ProvisioningError.JournalUnavailable, Attempts: > 0 };

    private void End(ProvisioningRun run, VendorApiException fatal, int row)
    {
        _progress.Complete(cmdlet);
        RunStatistics statistics = run.Statistics;
        cmdlet.ThrowTerminatingError(ErrorRecords.OfRun(fatal, string.Format(
            CultureInfo.InvariantCulture,
            "The run ended at row {0}: {1} done, {2} failed, {3} read but not sent. Later rows were not read.",
            row,
            statistics.Done,
            statistics.Failed,
            statistics.NotStarted)));
    }
}
