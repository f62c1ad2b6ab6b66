using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What all cmdlets that create customers share: the connection, the run, the journal, and how rows become results or errors.</summary>
/// <typeparam name="TRequest">The vendor's request.</typeparam>
/// <typeparam name="TResult">What a created customer looks like.</typeparam>
/// <remarks>
/// <para>A row is an object from the pipeline, such as a line of a CSV file, or one call with parameters. Each row is checked against all documented rules before anything is sent. All that is wrong with a row is reported in one error, and the rows after it go on. What is not given, or is an empty cell, is not sent. With -WhatIf the whole input is checked and what would be sent is shown: no call is made, and the journal is not touched.</para>
/// <para>Results come in the order of the input, however many rows are worked on at once: the vendor's id, the fields, then Outcome (Created, Recovered or Replayed), Attempts and CorrelationId.</para>
/// <para>Before the first byte of an operation leaves, its intent is in the journal; before its result is written to the pipeline, so is its outcome. The same input may therefore be run again after any interruption: what is confirmed comes out as Replayed without a call, the rest is sent, and what is in doubt is found out about first, or reported. See about_Provisioning_Journal.</para>
/// <para>A row that did not work is one non-terminating error. Its FullyQualifiedErrorId begins with RuleViolation, Rejected, AlreadyExists, OutcomeUnknown, HeldByAnotherRun, KeyReusedWithOtherData, Throttled or NotSent; its TargetObject is the row with its number and without secrets. CredentialsRefused, VendorUnreachable and JournalUnavailable end the run with one terminating error.</para>
/// </remarks>
/// <notes>
/// <para>A call that was not sent, or that the vendor turned away unprocessed (429, or 503 with Retry-After), is tried again: after 1 s, then twice as long each time with jitter, or as long as the vendor asks, 120 s at most and for 10 minutes in all. A call that left and was not answered readably is never simply sent again. Ctrl+C begins nothing new, gives what is in flight 10 s to be answered, and records the rest as in doubt.</para>
/// </notes>
/// <seealso href="about_Provisioning"/>
/// <seealso href="about_Provisioning_Journal"/>
/// <seealso href="about_Provisioning_CSV"/>
public abstract class NewResourceCommand<TRequest, TResult> : PSCmdlet, IDisposable
    where TRequest : class
    where TResult : ProvisionedResource
{
    private readonly Dictionary<string, UnreadCell> _unread = new(StringComparer.OrdinalIgnoreCase);
    private readonly RunProgress _progress;
    private Connection? _connection;
    private PipelineLog? _log;
    private ProvisioningRun? _run;
    private int _row;
    private bool _warnedOfMissingKey;
    private bool _isWhatIf;

    /// <summary>Creates the command.</summary>
    protected NewResourceCommand() => _progress = new RunProgress($"Creating: {Definition.Vendor.Name} {Definition.Name}");

    /// <summary>The whole input object. Its properties bind to the parameters of the same names; what has no parameter is ignored.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [NotKept]
    public PSObject? InputObject { get; set; }

    /// <summary>The connection to use, by its name or as Connect-… -PassThru gave it. Default: the vendor's latest.</summary>
    [Parameter]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>What the journal knows the row by. The same key with the same data is never sent twice. Default: the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OperationKey { get; set; }

    /// <summary>How many rows are worked on at once, 1 to 256. Default: 4.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>The journal's file. Default: the path in the environment variable PROVISIONING_JOURNAL, else Provisioning/journal.db in the user's local application data.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? JournalPath { get; set; }

    /// <summary>Runs without a journal: nothing protects a second run of the same input from creating customers twice.</summary>
    [Parameter]
    public SwitchParameter NoJournal { get; set; }

    /// <summary>Sends again what the journal has as confirmed: this creates a second customer where the vendor allows it. What is in doubt is not forced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The call that this command makes.</summary>
    protected abstract OperationDefinition<TRequest, TResult> Definition { get; }

    /// <summary>The path to call in place of the definition's; null keeps that.</summary>
    protected virtual string? PathOverride => null;

    /// <summary>Makes the request of the row that is bound.</summary>
    /// <returns>The request.</returns>
    protected abstract TRequest CreateRequest();

    /// <summary>Takes up a cell that could not be read; each parameter's setter calls it.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The value.</returns>
    protected T Bound<T>(T value, [CallerMemberName] string parameter = "")
    {
        if (UnreadCell.Take() is { } unread)
            _unread[parameter] = unread;
        else if (_unread.Count > 0)
            _unread.Remove(parameter);
        return value;
    }

    /// <summary>A flat parameter goes before the nested one; an empty cell is not given.</summary>
    /// <param name="flat">The flat parameter's text.</param>
    /// <param name="nested">The nested parameter's.</param>
    /// <returns>The text that counts.</returns>
    protected static string? OrElse(string? flat, string? nested) => string.IsNullOrEmpty(flat) ? nested : flat;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.ShowDebugWithoutAsking();
        _connection = Connection ?? ConnectionTable.Current.Latest(Definition.Vendor);
        if (_connection is null)
            ThrowTerminatingError(ErrorRecords.NotConnected(Definition.Vendor));
        if (_connection!.Vendor != Definition.Vendor)
            ThrowTerminatingError(ErrorRecords.WrongVendor(_connection, Definition.Vendor));
        if (_connection.IsClosed)
            ThrowTerminatingError(ErrorRecords.BadCall("ConnectionClosed", $"The connection '{_connection.Name}' was disconnected.", _connection));
        _isWhatIf = this.IsSwitchedOn("WhatIf", "WhatIfPreference");
        _log = new PipelineLog(this.IsSwitchedOn("Debug", "DebugPreference"));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _row++;
        TRequest request = CreateRequest();
        var operation = new PreparedOperation<TRequest, TResult>(Definition, request, _connection!, _row, OperationKey) { Path = PathOverride ?? Definition.Path };
        List<FieldError> violations = Violations(request, operation);
        if (violations.Count > 0)
            AddOrWrite(operation, Violation(operation, violations));
        else if (this.Approves(Describe(operation), "Create"))
            Add(operation);
        Drain(untilEmpty: false);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Drain(untilEmpty: true);
        _progress.Complete(this);
        if (_run is { Statistics.Replayed: > 0 and var replayed })
        {
            WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                replayed == 1 ? "{0} row was confirmed in the journal already and was not sent again (Replayed)." : "{0} rows were confirmed in the journal already and were not sent again (Replayed).",
                replayed));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _run?.Stop();

    /// <summary>Ends the run: begins nothing new, and gives what is in flight its grace.</summary>
    public void Dispose()
    {
        _run?.Dispose();
        _run = null;
        GC.SuppressFinalize(this);
    }

    private void Add(PreparedOperation operation)
    {
        if (_run is null)
            Start();
        if (operation.Key is null && !NoJournal && !_warnedOfMissingKey)
        {
            _warnedOfMissingKey = true;
            WriteWarning($"Row {_row} has nothing that {Definition.Vendor.Name} knows a customer by, and no -OperationKey: such rows cannot be recognised on a second run, which would create them again.");
        }

        _run!.Add(operation);
    }

    // Before anything is sent, and not at all for -WhatIf: a journal that cannot be opened ends the run here.
    private void Start()
    {
        try
        {
            RunJournal? journal = NoJournal ? null : RunJournal.Open(JournalFile.Choose(JournalPath is null ? null : GetUnresolvedProviderPathFromPSPath(JournalPath)), TimeProvider.System);
            _run = new ProvisioningRun(journal, new RunOptions { ThrottleLimit = ThrottleLimit, Force = Force }, _log!);
        }
        catch (VendorApiException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, JournalPath));
        }
    }

    private void AddOrWrite(PreparedOperation operation, VendorApiException error)
    {
        if (_run is null)
            WriteError(ErrorRecords.OfRow(operation, error));
        else
            _run.AddFailed(operation, error);
    }

    private void Drain(bool untilEmpty)
    {
        if (_run is not { } run)
            return;
        while (true)
        {
            _log!.WriteTo(this);
            while (run.TryTake(out RowResult? result))
                Write(result!);
            _progress.Update(this, run.Statistics);
            bool ends = untilEmpty || run.Fatal is not null || Stopping;
            if (!run.HasRows || (!ends && !run.IsFull))
                break;
            run.WaitForNext(TimeSpan.FromMilliseconds(200));
        }

        _log.WriteTo(this);
        if (run.Fatal is { } fatal)
            End(run, fatal);
    }

    private void Write(RowResult result)
    {
        if (result.Resource is { } resource)
            WriteObject(resource);
        else if (result.Error is { } error && (!error.EndsRun || IsSentUnrecorded(error)))
            WriteError(ErrorRecords.OfRow(result.Operation, error));
    }

    // What ends a run is said once, for all its rows; but a call that was answered and could not be recorded is known only here.
    private static bool IsSentUnrecorded(VendorApiException error) => error is { Error: ProvisioningError.JournalUnavailable, Attempts: > 0 };

    private void End(ProvisioningRun run, VendorApiException fatal)
    {
        _progress.Complete(this);
        RunStatistics statistics = run.Statistics;
        ThrowTerminatingError(ErrorRecords.OfRun(fatal, string.Format(
            CultureInfo.InvariantCulture,
            "The run ended at row {0}: {1} done, {2} failed, {3} read and not sent; rows after it were not read.",
            _row,
            statistics.Done,
            statistics.Failed,
            statistics.NotStarted)));
    }

    // The rules are our own words; a value may hold a secret that was put in the wrong column.
    private List<FieldError> Violations(TRequest request, PreparedOperation operation) =>
        [.. AllViolations(request).Select(error => error with { Value = error.Value is null ? null : operation.Mask(error.Value) })];

    private IReadOnlyList<FieldError> AllViolations(TRequest request)
    {
        IReadOnlyList<FieldError> broken = Definition.Check(request);
        if (_unread.Count == 0)
            return broken;

        // A cell that could not be read counts as absent to the rules: it is named once, for what it is.
        var violations = new List<FieldError>();
        foreach (KeyValuePair<string, UnreadCell> cell in _unread)
            violations.Add(new FieldError(WireName(cell.Key), cell.Value.Rule, cell.Value.Text));
        foreach (FieldError error in broken)
        {
            if (!_unread.ContainsKey(error.Field))
                violations.Add(error);
        }

        return violations;
    }

    private string WireName(string parameter)
    {
        foreach (Field<TRequest> field in Definition.Fields)
        {
            if (field.Name.Replace(".", string.Empty).Equals(parameter, StringComparison.OrdinalIgnoreCase))
                return field.Name;
        }

        return parameter;
    }

    private VendorApiException Violation(PreparedOperation operation, List<FieldError> violations) => new(
        ProvisioningError.RuleViolation,
        $"{string.Join("; ", violations)}. Rules: {Definition.Document}.")
    {
        Vendor = Definition.Vendor.Name,
        Operation = Definition.Name,
        FieldErrors = violations,
        Delivery = Delivery.NotSent,
    };

    private string Describe(PreparedOperation operation)
    {
        string target = $"{operation.Key ?? "a customer"} at {_connection!.BaseUri.Authority}";
        return _isWhatIf ? $"{target}: {Definition.Method} {new Uri(_connection.BaseUri, operation.Path)} {operation.Mask(operation.BodyWithoutSecrets())}" : target;
    }
}
