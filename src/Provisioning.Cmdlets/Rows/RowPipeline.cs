using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Rows;

/// <summary>
/// Writes what a run gives out, on the pipeline's own thread: results and errors in the order of the input, progress, what the log holds, and the run's
/// last line.
/// </summary>
internal sealed class RowPipeline(
    PSCmdlet cmdlet, PipelineLog log, OperationDefinition definition, string activity, FailureFile? failures)
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(200);

    private readonly RunProgress _progress = new(activity, TimeProvider.System);
    private readonly LastLine _line = new(definition, TimeProvider.System);
    private readonly bool _stopsOnError = cmdlet.Stops("ErrorAction", "ErrorActionPreference");
    private readonly bool _stopsOnWarning = cmdlet.Stops("WarningAction", "WarningPreference");
    private readonly List<int> _otherSecrets = [];
    private readonly EarlyRefusals _early = new();
    private ErrorRecord? _held;
    private bool _hasWarnedOfMissingKey;
    private bool _isSummed;

    private bool EndsOnWarning => _stopsOnWarning && log.HasWarning;

    /// <summary>Reports a row as an error in input order, without a call.</summary>
    public void Refuse(ProvisioningRun? run, PreparedOperation operation, VendorApiException error)
    {
        operation.ShownKey = operation.Key is { } key ? ShownText.Of(RowTarget.Mask(operation, key)) : null;
        if (run is null)
            WriteFirst(operation, error);
        else
            run.Add(operation.Refused(error));
    }

    /// <summary>Hands the rows that were refused so far to the run that begins now.</summary>
    public void Begin(ProvisioningRun run) => _early.HandTo(run);

    /// <summary>Takes up a row of a run that is over: it is written to the failures file, and not sent.</summary>
    public void PassOver(PreparedOperation operation) => failures?.Add(operation, nameof(ProvisioningError.NotSent), "The run was over before this row.");

    /// <summary>Warns once per run that rows without a key are not protected.</summary>
    public void WarnOfMissingKey(int row, OperationDefinition operation)
    {
        if (_hasWarnedOfMissingKey)
            return;
        _hasWarnedOfMissingKey = true;
        log.Warning(operation.Kind == OperationKind.Add
            ? $"Row {row} has no -OperationKey, so it cannot be recognized in a second run, which would add the same again."
            : $"Row {row} has neither a name by which {operation.Vendor.Name} knows a customer nor -OperationKey. Such rows cannot be recognized in a"
                + " second run, which would create them again.");
    }

    /// <summary>Writes what is ready; waits while the run is full, or until it is empty.</summary>
    /// <param name="run">The run; null if there is none yet.</param>
    /// <param name="untilEmpty">Whether to wait for all rows.</param>
    /// <param name="isStopping">Whether the pipeline is stopping.</param>
    /// <param name="patience">How long to wait for a result although the run could take more rows.</param>
    public void Drain(ProvisioningRun? run, bool untilEmpty, bool isStopping, TimeSpan patience = default)
    {
        if (run is null)
        {
            if (EndsOnWarning)
                Sum(run);
            log.WriteTo(cmdlet);
            return;
        }

        long start = patience > TimeSpan.Zero ? TimeProvider.System.GetTimestamp() : 0;
        while (true)
        {
            if (!EndsOnWarning)
                log.WriteTo(cmdlet);
            while (run.TryTake(out RowResult? result))
                Write(result!);
            if (EndsOnWarning || _held is not null)
                run.Stop();
            _progress.Update(cmdlet, run);
            bool ends = untilEmpty || run.IsStopping || run.Fatal is not null || isStopping;
            TimeSpan left = patience > TimeSpan.Zero ? patience - TimeProvider.System.GetElapsedTime(start) : TimeSpan.Zero;
            if (!run.HasRows || (!ends && !run.IsFull && left <= TimeSpan.Zero))
                break;
            run.WaitForNext(left > TimeSpan.Zero && left < s_longestWait ? left : s_longestWait);
        }

        // Once such a record is written, PowerShell takes nothing more: by then all that was created stands in the pipeline.
        if (EndsOnWarning || _held is not null)
            Sum(run);
        log.WriteTo(cmdlet);
        if (_held is { } held)
            cmdlet.WriteError(held);
    }

    /// <summary>Writes everything that is left of a run, and its last line.</summary>
    public void Complete(ProvisioningRun? run, int emptyRows, bool isStopping)
    {
        Drain(run, untilEmpty: true, isStopping);
        _progress.Complete(cmdlet);
        Sum(run);

        // A warning that ends the command must not take the place of the error that ended the run.
        if (_stopsOnWarning && run is { Fatal: not null })
            return;
        if (run is { Statistics.Replayed: > 0 and var replayed })
        {
            cmdlet.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                replayed == 1
                    ? "{0} row was already confirmed in the journal and was not sent again (Replayed)."
                    : "{0} rows were already confirmed in the journal and were not sent again (Replayed).",
                replayed));
        }

        if (run is { Statistics.Undone: > 0 and var undone })
        {
            cmdlet.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                undone == 1
                    ? "{0} row was created and taken back before, and was not sent again (Undone). -CreateAgain creates it again."
                    : "{0} rows were created and taken back before, and were not sent again (Undone). -CreateAgain creates them again.",
                undone));
        }

        WarnOfOtherSecrets();
        if (emptyRows > 0)
        {
            cmdlet.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                emptyRows == 1 ? "{0} row is empty in every column and was skipped." : "{0} rows are empty in every column and were skipped.",
                emptyRows));
        }
    }

    // A corrected password was not sent: for the vendor, the old one is valid.
    private void WarnOfOtherSecrets()
    {
        const int Shown = 20;
        if (_otherSecrets.Count == 0)
            return;
        string rows = string.Join(", ", _otherSecrets.Take(Shown)) + (_otherSecrets.Count > Shown ? ", ..." : string.Empty);
        cmdlet.WriteWarning(
            _otherSecrets.Count == 1
                ? $"The customer of row {rows} was created with another password or secret than the row has. The vendor still has the old one."
                : $"The customers of {_otherSecrets.Count} rows ({rows}) were created with other passwords or secrets than the rows have. The"
                    + " vendor still has the old ones.");
    }

    /// <summary>Ends the command with the error that ended the run.</summary>
    public void End(ProvisioningRun run, VendorApiException fatal, int row)
    {
        _progress.Complete(cmdlet);
        Sum(run);
        RunStatistics statistics = run.Statistics;
        cmdlet.ThrowTerminatingError(ErrorRecords.OfRun(fatal, string.Format(
            CultureInfo.InvariantCulture,
            failures is null
                ? "The run ended at row {0}: {1} done, {2} failed, {3} read but not sent. Later rows were not read."
                : "The run ended: {1} done, {2} failed, {3} read but not sent.",
            row,
            statistics.Done,
            statistics.Failed,
            statistics.NotStarted)));
    }

    /// <summary>The run's last line after Ctrl+C, when nothing can be written to the pipeline any more.</summary>
    public void TellAfterStop(ProvisioningRun run)
    {
        if (_isSummed)
            return;
        _isSummed = true;
        foreach (RowResult result in Rest(run))
            Note(result);
        failures?.Write();
        cmdlet.Host.UI.WriteLine(_line.Of(run) + (failures is null ? string.Empty : " Rows that were not read may follow."));
    }

    private static IEnumerable<RowResult> Rest(ProvisioningRun run)
    {
        while (run.HasRows)
        {
            if (run.TryTake(out RowResult? result))
                yield return result!;
            else
                run.WaitForNext(TimeSpan.FromMilliseconds(200));
        }
    }

    private void Write(RowResult result)
    {
        if (result.HasOtherSecrets)
            _otherSecrets.Add(result.Operation.Row);
        if (result.Resource is { } resource)
            cmdlet.WriteObject(resource);
        else if (result.Plan is { } plan)
            WritePlan(result.Operation, plan);
        else if (result.Error is { } error && (!error.EndsRun || IsSentUnrecorded(error)))
            WriteError(result.Operation, error);
        else
            Note(result);
    }

    private void WritePlan(PreparedOperation operation, PlannedRow plan)
    {
        // As in errors: secrets that were refused, or stand in a column that bound to nothing, are not among the row's.
        plan = plan with
        {
            Key = plan.Key is null ? null : ShownText.Of(RowTarget.Mask(operation, plan.Key)),
            Reason = plan.Reason is null ? null : ShownText.Of(RowTarget.Mask(operation, plan.Reason)),
        };
        _line.Count(plan);
        if (plan.Action is PlannedAction.Invalid or PlannedAction.Conflict)
            failures?.Add(operation, plan.Action.ToString(), plan.Reason ?? string.Empty);

        // Export-Clixml writes an enumeration as a number. Read back as text, it can be filtered by.
        var written = new PSObject(plan);
        written.Properties.Add(new PSNoteProperty(nameof(plan.Action), plan.Action.ToString()), preValidated: true);
        cmdlet.WriteObject(written);
    }

    // An error under -ErrorAction Stop waits until all that is in flight has ended; those after it stand in the failures file and the counts.
    private void WriteError(PreparedOperation operation, VendorApiException error)
    {
        Note(operation, error);
        ErrorRecord record = ErrorRecords.OfRow(operation, error);
        if (_stopsOnError)
            _held ??= record;
        else
            cmdlet.WriteError(record);
    }

    // Before a run there is nothing to wait for.
    private void WriteFirst(PreparedOperation operation, VendorApiException error)
    {
        _early.Add(operation, error);
        WriteError(operation, error);
        if (_held is not { } held)
            return;
        Sum(run: null);
        cmdlet.WriteError(held);
    }

    private void Note(RowResult result)
    {
        if (result.Error is { } error)
            Note(result.Operation, error);
        else if (result.WasNotStarted)
            PassOver(result.Operation);
    }

    private void Note(PreparedOperation operation, VendorApiException error)
    {
        _line.Count(error.Error);
        failures?.Add(operation, error.Error.ToString(), error.Message);
    }

    // What ends a run is said once, for all its rows; but a call that was answered and could not be recorded is known only here.
    private static bool IsSentUnrecorded(VendorApiException error) => error is { Error: ProvisioningError.JournalUnavailable, Attempts: > 0 };

    private void Sum(ProvisioningRun? run)
    {
        if (_isSummed)
            return;
        _isSummed = true;
        try
        {
            failures?.Write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(ErrorRecords.FailuresNotWritten(exception));
        }

        if (run is not null || _line.HasRows)
            cmdlet.WriteInformation(new HostInformationMessage { Message = _line.Of(run) }, ["PSHOST"]);
    }
}
