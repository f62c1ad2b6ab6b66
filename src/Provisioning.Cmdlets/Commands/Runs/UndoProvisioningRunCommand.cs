using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Rows;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Vendors;

namespace Provisioning.Cmdlets.Commands.Runs;

/// <summary>Takes back what a run created, if the vendor documents a way.</summary>
/// <remarks>
/// <para>
/// Takes back the customers that a run created, by the IDs in the journal: CloudCockpit customers are removed, and SafeMobi accounts are
/// disabled (Basic) or suspended (Premium), never closed. Only rows whose outcome was Created or Recovered are taken back. What was there
/// before, what the run changed, what is in doubt and what a person settled remains as it is.
/// </para>
/// <para>
/// Look at the plan first: with -Plan, each row is returned with what would be done, and nothing is changed. Without it, the cmdlet tells the
/// counts and asks once; -Confirm:$false answers yes. QuickHelp and the reseller platform document no way back, so their customers are listed
/// with their IDs, to be taken back with the vendor.
/// </para>
/// <para>
/// The removals and changes are recorded in the journal as operations of a run of their own. If that run is stopped or killed, the same
/// command resumes it. Later runs of the same rows return them as Undone and send nothing; -CreateAgain of the New cmdlets creates them again.
/// A row that was corrected since is new data, and is created.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// CloudCockpit accepts a removal and carries it out later; it allows it for the role csp only. A SafeMobi account that was switched off can be
/// activated with Set-SafeMobiAccount -Status Active. It keeps its ExternalId, so creating it again results in a second account with that
/// ExternalId.
/// </para>
/// </notes>
/// <example>
/// <para>See what would be taken back, then do it</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $null = Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer
/// $wrong = Get-ProvisioningRun -Vendor CloudCockpit -First 1
/// $wrong | Undo-ProvisioningRun -Plan
/// $wrong | Undo-ProvisioningRun -Confirm:$false
/// </code>
/// </example>
/// <example>
/// <para>List with IDs what the vendor has no way to take back</para>
/// <code>
/// Get-ProvisioningRun -First 1 | Undo-ProvisioningRun -Plan | Where-Object Action -EQ None | Format-Table RowNumber, Key, VendorId, Reason
/// </code>
/// </example>
/// <example>
/// <para>Switch off the accounts of the last run, and one of them on again</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $null = Import-Csv (Join-Path $examples safemobi.csv) | New-SafeMobiAccount
/// $off = Get-ProvisioningRun -Vendor SafeMobi -First 1 | Undo-ProvisioningRun -Confirm:$false
/// Set-SafeMobiAccount -Id $off[0].Id -Status Active
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningRun"/>
/// <seealso href="Remove-CcCustomer"/>
/// <seealso href="Set-SafeMobiAccount"/>
[Cmdlet(VerbsCommon.Undo, "ProvisioningRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(UndoRow), typeof(ProvisionedResource))]
public sealed class UndoProvisioningRunCommand : JournalCommand, IDisposable
{
    private const int Shown = 20;

    private ProvisioningRun? _run;
    private RowPipeline? _rows;

    /// <summary>
    /// The run: its GUID, the 32 digits in the last line of the run, or the first digits of the ID. Required.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunCompleter))]
    public string Run { get; set; } = null!;

    /// <summary>Returns how each row would be taken back, and changes nothing.</summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    /// <summary>
    /// The connection to use: its name, or the object that a Connect cmdlet returns with -PassThru. It must lead to the account that the run
    /// created customers in. Default: the default connection of the run's vendor.
    /// </summary>
    [Parameter]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>Maximum number of rows to take back in parallel, 1 to 256. Default: 4.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JournaledRun? run = null;
        Connection? connection = null;
        List<UndoRow> rows = [];
        WithJournal(journal =>
        {
            run = Find(journal);
            rows = [.. UndoPlan.Of(run, journal.Rows(run.Run), VendorRegistry.Settleable)];
            if (!Plan)
                connection = Choose(journal, run, rows);
        });
        if (Plan)
            WriteObject(rows, enumerateCollection: true);
        this.WriteHostLine(Summary(run!, rows));
        if (!Plan)
            TakeBack(run!, rows, connection);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _run?.Stop();

    /// <summary>Ends the run: no new calls start, and calls in flight get the grace period.</summary>
    public void Dispose()
    {
        if (_run is { } run)
        {
            _run = null;
            if (Stopping)
                _rows!.TellAfterStop(run);
            run.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private JournaledRun Find(IJournalStore journal)
    {
        JournaledRun found = RunId.Find(journal, this, Run);
        if (found.State == RunState.Running)
            ThrowTerminatingError(ErrorRecords.BadCall("RunIsRunning", $"The run {Run} is still running. Stop it first, then undo it.", Run));
        return found;
    }

    // Nothing is needed where nothing can be taken back.
    private Connection? Choose(IJournalStore journal, JournaledRun run, List<UndoRow> rows)
    {
        if (!rows.Exists(IsTakenBack))
            return null;
        Vendor vendor = VendorRegistry.All.First(known => known.Name == run.Vendor);
        Connection? chosen = Connection ?? ConnectionTable.Current.Default(vendor);
        if (chosen is null)
            ThrowTerminatingError(ErrorRecords.NotConnected(vendor));
        if (chosen!.IsClosed)
            ThrowTerminatingError(ErrorRecords.Closed(chosen));
        if (new ConnectionMatch(journal).WhyNot(run.Vendor, run.BaseUri, run.Account, chosen) is { } reason)
            ThrowTerminatingError(ErrorRecords.BadCall("WrongConnection", $"The run {Run} is not taken back: {reason}.", Run));
        return chosen;
    }

    private void TakeBack(JournaledRun run, List<UndoRow> rows, Connection? connection)
    {
        UndoRow[] taken = [.. rows.Where(IsTakenBack)];
        string target = string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} of run {2:N} ({3})",
            taken.Length,
            taken.Length == 1 ? "customer" : "customers",
            run.Run,
            Provisioning.Runs.Destination.Of(run.Vendor, run.BaseUri, run.Account));
        if (taken.Length > 0 && this.Approves(target, "Take back"))
            TakeBack(run, taken, connection!);
        WarnOfRest([.. rows.Where(static row => row.Action == UndoAction.None)]);
    }

    private void TakeBack(JournaledRun run, UndoRow[] rows, Connection connection)
    {
        var log = new PipelineLog(this.IsSwitchedOn("Debug", "DebugPreference"));
        OperationDefinition definition = WayOf(rows[0]).Definition;
        _rows = new RowPipeline(this, log, definition, $"Undo: {run.Vendor} {definition.Name}", failures: null);
        var options = new RunOptions
        {
            ThrottleLimit = ThrottleLimit,
            Journal = Location.Text,
            Command = MyInvocation.MyCommand?.Name,
            Source = run.Source,
        };
        try
        {
            _run = ProvisioningRun.Open(connection, options, log);
        }
        catch (VendorApiException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, Journal));
        }

        foreach (UndoRow row in rows)
        {
            _run!.Add(WayOf(row).Prepare(Guid.Parse(row.VendorId!), connection, row.RowNumber, row.OperationId!.Value));
            _rows.Drain(_run, untilEmpty: false, Stopping);
            if (_run.Fatal is not null || Stopping)
                break;
        }

        _rows.Complete(_run, emptyRows: 0, Stopping);
        if (_run!.Fatal is { } fatal)
            _rows.End(_run, fatal, rows.Length);
        ProvisioningRun ended = _run;
        _run = null;
        ended.Dispose();
    }

    private void WarnOfRest(UndoRow[] rest)
    {
        if (rest.Length == 0)
            return;
        string list = string.Join("; ", rest.Take(Shown).Select(static row => string.Format(
            CultureInfo.InvariantCulture, "row {0} ({1}): {2}", row.RowNumber, row.VendorId ?? row.Key ?? "no ID", row.Reason)));
        WriteWarning(string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} not taken back: {2}{3} -Plan lists all of them.",
            rest.Length,
            rest.Length == 1 ? "row was" : "rows were",
            list,
            rest.Length > Shown ? "; ..." : string.Empty));
    }

    private static string Summary(JournaledRun run, List<UndoRow> rows)
    {
        string[] parts =
        [
            .. rows.GroupBy(static row => row.Action).OrderBy(static action => action.Key).Select(static action => string.Format(
                CultureInfo.InvariantCulture,
                "{0} {1}",
                action.Count(),
                action.Key switch
                {
                    UndoAction.Remove => "to remove",
                    UndoAction.SwitchOff => "to switch off",
                    UndoAction.Done => "taken back already",
                    _ => "without a way back",
                })),
        ];
        string counts = parts.Length == 0 ? "it created nothing" : string.Join(", ", parts);
        return $"Undo of run {run.Run:N} ({run.Command}, {Provisioning.Runs.Destination.Of(run.Vendor, run.BaseUri, run.Account)}): {counts}.";
    }

    private static bool IsTakenBack(UndoRow row) => row.Action is UndoAction.Remove or UndoAction.SwitchOff;

    private static TakeBack WayOf(UndoRow row) => UndoPlan.FindWay(VendorRegistry.Settleable, row.Vendor, row.Operation)!;
}
