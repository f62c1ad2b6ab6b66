using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Settles operations in doubt: by asking the vendor, or after a person has checked the vendor's portal.</summary>
/// <remarks>
/// <para>
/// An operation in doubt was sent, but no readable answer came back, so it may or may not have been processed. With -FromVendor, the vendor
/// is asked. Otherwise check the vendor's portal, then specify -Succeeded, -Failed or -Retry. Only operations in doubt can be settled: any
/// other operation causes the error NotInDoubt, and a number that is not in the journal causes OperationNotFound.
/// </para>
/// <para>
/// If several operations are given, the cmdlet asks about each of them, because each doubt has its own answer. Answer "Yes to All", or
/// specify -Confirm:$false, if you have checked all of them. A host that cannot ask ends the command with ConfirmationNeeded, and nothing
/// is settled.
/// </para>
/// <para>
/// The journal keeps who settled an operation, when, and the -Reason. -Reopen takes a settlement back.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// The documents of QuickHelp describe no way to look up a call, so only a person can settle its operations: look for the company name and
/// the route URL in the portal. CloudCockpit, Reseller and SafeMobi can be asked, with -FromVendor or by running the same rows again.
/// Running the rows again settles more: the user of a Reseller customer, for example, is recognized only with the row's password.
/// </para>
/// <para>
/// -FromVendor compares what the vendor has with what the journal knows: names, IDs, and digests of fields. A customer that is the
/// operation's makes it Confirmed, with the vendor's ID. One that is not there makes it NotSent, once the call has been over for the
/// -SettlingTimeSec of the connection. Anything else leaves it in doubt, with an error OutcomeUnknown that says what was found.
/// </para>
/// <para>
/// After -Failed or -Retry, the next run of the same rows sends them again. If the vendor does have the customer, it then exists twice.
/// </para>
/// </notes>
/// <example>
/// <para>Settle an operation whose customer exists</para>
/// <code>
/// $operation = Get-ProvisioningOperation -Key bergquelle -State InDoubt
/// Resolve-ProvisioningOperation -Id $operation.Id -Succeeded -VendorId 1042 -Reason 'Seen in the portal' -PassThru
/// </code>
/// <para>A later run of the row returns it as Replayed, with this ID.</para>
/// </example>
/// <example>
/// <para>Ask the vendors about everything that is in doubt</para>
/// <code>
/// Get-ProvisioningOperation -State InDoubt -Vendor CloudCockpit, SafeMobi | Resolve-ProvisioningOperation -FromVendor -PassThru
/// </code>
/// </example>
/// <example>
/// <para>Take a settlement back</para>
/// <code>
/// Get-ProvisioningOperation | Where-Object SettledBy | Resolve-ProvisioningOperation -Reopen -Reason 'Wrong customer' -Confirm:$false
/// </code>
/// </example>
/// <example>
/// <para>Let the next run send operations whose customers do not exist</para>
/// <code>
/// Get-ProvisioningOperation -State InDoubt -Vendor QuickHelp | Resolve-ProvisioningOperation -Retry -Confirm:$false
/// </code>
/// </example>
/// <example>
/// <para>See what would be settled</para>
/// <code>
/// Get-ProvisioningOperation -State InDoubt -Key berg* | Resolve-ProvisioningOperation -Failed -WhatIf
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningOperation"/>
/// <seealso href="Remove-ProvisioningOperation"/>
[Cmdlet(
    VerbsDiagnostic.Resolve,
    "ProvisioningOperation",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = "Succeeded")]
[OutputType(typeof(JournaledOperation))]
public sealed class ResolveProvisioningOperationCommand : JournalCommand, IDisposable
{
    private const string Asked = "FromVendor";

    private readonly List<(JournalLocation Journal, long Id)> _given = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The numbers of the operations in the journal, as Get-ProvisioningOperation returns them. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long[] Id { get; set; } = null!;

    /// <summary>
    /// The vendor has the customer. The operation becomes Confirmed and is not sent again. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Succeeded")]
    public SwitchParameter Succeeded { get; set; }

    /// <summary>
    /// The vendor's ID of the customer, if you know it. It goes with one operation only: several cause the error SeveralOperations.
    /// Default: none.
    /// </summary>
    [Parameter(ParameterSetName = "Succeeded")]
    public string? VendorId { get; set; }

    /// <summary>
    /// The vendor does not have the customer. The operation becomes Rejected, and a later run may retry it. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Failed")]
    public SwitchParameter Failed { get; set; }

    /// <summary>
    /// The vendor does not have the customer, and the next run is to send it. The operation becomes NotSent. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Retry")]
    public SwitchParameter Retry { get; set; }

    /// <summary>
    /// Asks the vendor what became of the operation, on the vendor's default connection or on -Connection. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = Asked)]
    public SwitchParameter FromVendor { get; set; }

    /// <summary>
    /// The connection to ask on: its name, or the object that a Connect cmdlet returns with -PassThru. Default: the default connection of
    /// the operation's vendor.
    /// </summary>
    [Parameter(ParameterSetName = Asked)]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>
    /// Takes a settlement back: the operation becomes InDoubt. Operations that no person has settled, or that a run has sent since, cause
    /// the error NotSettled. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Reopen")]
    public SwitchParameter Reopen { get; set; }

    /// <summary>Why, in your words, for whoever reads the journal later. The journal keeps it with your user name. Default: none.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Returns the settled operations.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private string? GivenReason => string.IsNullOrWhiteSpace(Reason) ? null : Reason!.Trim();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JournalLocation location = Location;
        _given.AddRange(Id.Select(id => (location, id)));
    }

    /// <summary>Settles what was given, once all of it is known: one ID of a vendor must not go to several operations.</summary>
    protected override void EndProcessing()
    {
        (JournalLocation Journal, long Id)[] given = [.. _given.Distinct()];
        if (!string.IsNullOrWhiteSpace(VendorId) && given.Length > 1)
            ThrowTerminatingError(ErrorRecords.SeveralOperations(given.Length));
        Confirmation? confirmation = given.Length > 1 && !FromVendor ? new Confirmation(this) : null;
        foreach (IGrouping<JournalLocation, long> ofJournal in given.GroupBy(static one => one.Journal, static one => one.Id))
            WithJournal(ofJournal.Key, journal => Settle(journal, [.. ofJournal], confirmation));
    }

    private void Settle(IJournalStore journal, long[] ids, Confirmation? confirmation)
    {
        Dictionary<long, JournaledOperation> operations = Find(journal, ids);
        List<JournaledOperation> approved = [];
        foreach (long id in ids)
        {
            if (!operations.TryGetValue(id, out JournaledOperation? operation))
                WriteError(ErrorRecords.NoSuchOperation(id, journal.Location.Text));
            else if (IsApproved(operation, confirmation))
                approved.Add(operation);
        }

        HashSet<long> changed = FromVendor
            ? Ask(journal, approved)
            : [.. Change(journal, [.. approved.Select(static operation => operation.Id)])];
        Dictionary<long, JournaledOperation> after = PassThru ? Find(journal, changed) : [];
        foreach (JournaledOperation operation in approved)
        {
            if (!changed.Contains(operation.Id) && !FromVendor)
                WriteError(Reopen ? ErrorRecords.NotSettled(operation) : ErrorRecords.NotInDoubt(operation));
            else if (after.TryGetValue(operation.Id, out JournaledOperation? now))
                WriteObject(now);
        }
    }

    private IReadOnlyCollection<long> Change(IJournalStore journal, long[] ids)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string user = Environment.UserName;
        return Reopen
            ? journal.Reopen(ids, user, GivenReason, now)
            : journal.Settle(ids, new Settlement(State, string.IsNullOrWhiteSpace(VendorId) ? null : VendorId!.Trim(), user, GivenReason, now));
    }

    private HashSet<long> Ask(IJournalStore journal, List<JournaledOperation> operations)
    {
        using var questions = new VendorQuestions(this, journal, Connection, _stop.Token);
        return questions.Settle(operations, GivenReason);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases resources.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    // What cannot be settled is not asked about; the error follows.
    private bool IsApproved(JournaledOperation operation, Confirmation? confirmation)
    {
        string what = $"{operation.Vendor} {operation.Operation} '{operation.Key}'";
        string action = Reopen ? "Reopen" : FromVendor ? "Ask the vendor" : $"Settle as {State}";
        bool canBe = Reopen ? operation.Settled is not null : operation.State == OperationState.InDoubt;
        return this.Approves(what, action)
            && (confirmation is null || !canBe || confirmation.IsGiven($"{action}: {what}, in doubt since {operation.Updated:u}?", action));
    }

    private OperationState State => ParameterSetName switch
    {
        "Failed" => OperationState.Rejected,
        "Retry" => OperationState.NotSent,
        _ => OperationState.Confirmed,
    };

    private static Dictionary<long, JournaledOperation> Find(IJournalStore journal, IReadOnlyCollection<long> ids) =>
        ids.Count == 0
            ? []
            : journal.List(new OperationFilter { Ids = [.. ids] }).ToDictionary(static operation => operation.Id);
}
