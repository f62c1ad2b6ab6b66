using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Rows;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The base class of cmdlets that make one call per row: binding, checking, the run, and the results or errors of rows.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <remarks>
/// <para>
/// A row is an object from the pipeline, such as a record of a CSV file, or one call of the cmdlet with parameters. Each row is checked
/// against all documented rules before it is sent. Everything that is wrong with a row is reported in one error, and processing continues
/// with the next row. Parameters that are not specified and empty cells are not sent. With -WhatIf the whole input is checked and one line
/// per row is shown, with -Verbose the requests as well, but no call is made and the journal is not used.
/// </para>
/// <para>
/// Results are returned in input order, regardless of how many rows run in parallel. They contain the vendor's ID, the fields, and then
/// Outcome (Created, Recovered, Replayed, Existing or Undone), Attempts and CorrelationId. PowerShell lets a cmdlet write only while it gives
/// it a row, and at the end. If the pipeline takes half a second or longer for a row, the cmdlet waits up to a quarter of that time for its
/// result. Otherwise it does not wait, and results that are ready are written when the next row arrives.
/// </para>
/// <para>
/// A row that fails is reported in one non-terminating error. Its FullyQualifiedErrorId starts with RuleViolation, Rejected,
/// AlreadyExists, OutcomeUnknown, HeldByAnotherRun, KeyReusedWithOtherData, NameConflict, PlanDrift, Throttled or NotSent. Its
/// TargetObject is the row with its number and without secrets. AccountUnclear, CredentialsRefused, WrongBaseAddress, ProxyRefused,
/// VendorUnreachable and JournalUnavailable end the run with one terminating error.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A call that was not sent, or that the vendor turned away without processing it (429, or 503 with Retry-After), is retried: first after 1
/// s, then after twice as long each time, with jitter, or after the time that the vendor asks for. A delay is at most 120 s, and retries
/// end after 10 minutes. A call that was sent without getting a readable answer is never simply sent again. Ctrl+C starts no new calls,
/// waits up to 10 s for calls in flight, and records the rest as in doubt.
/// </para>
/// <para>
/// If a vendor cannot be reached, all rows wait for it together for up to 5 minutes. One warning says so, and the progress counts down. A
/// proxy that cannot be reached is waited for for up to 30 s. The next run starts afresh. A redirect, or "not found" before the connection
/// had any other answer, means that the base address is wrong (WrongBaseAddress). A proxy that requires other credentials (407) ends the run
/// at once (ProxyRefused).
/// </para>
/// </notes>
/// <seealso href="about_Provisioning_CSV"/>
public abstract class RowCommand<TRequest, TResult> : JournaledCommand, IRowCommand, IDisposable
    where TRequest : class
    where TResult : ProvisionedResource
{
    private readonly RowReader _reader;
    private RowPipeline? _rows;
    private ProvisioningRun? _run;
    private Columns? _columns;
    private InputPace? _pace;
    private InputRow? _input;
    private string? _authority;
    private int _row;
    private int _empty;
    private bool _isWhatIf;
    private OperationDefinition<TRequest, TResult>[]? _single;

    private protected RowCommand() => _reader = new RowReader(Definition);

    /// <summary>
    /// The input object. Its properties bind to the parameters with the same names. Properties that match no parameter are ignored.
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [NotKept]
    public PSObject? InputObject
    {
        get;
        set
        {
            field = value;
            _input = NotKeptAttribute.Take() is { } input ? new InputRow(input) : null;
        }
    }

    /// <summary>Maximum number of rows to run in parallel, 1 to 256. Default: 4.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>
    /// A CSV file for the rows that do not work, each as it was given and with why: correct it and run it. After an error that ends the run, the rest of
    /// the input is read, not sent, and written there too. Default: none.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FailurePath { get; set; }

    /// <summary>The operation of this command.</summary>
    protected abstract OperationDefinition<TRequest, TResult> Definition { get; }

    /// <summary>The operations of a row, one after the other: one, unless the vendor takes more than one call for it.</summary>
    /// <param name="request">The row's request.</param>
    private protected virtual IReadOnlyList<OperationDefinition<TRequest, TResult>> Steps(TRequest request) => _single ??= [Definition];

    /// <summary>The path to use in place of the definition's; null for the definition's.</summary>
    protected virtual string? PathOverride => null;

    /// <summary>The action as -WhatIf and -Confirm show it: <c>Create</c>.</summary>
    private protected abstract string Action { get; }

    /// <summary>The key to use in place of the natural key; null for the natural key.</summary>
    private protected virtual string? KeyOverride => null;

    /// <summary>Makes what a person knows the row's customer by, for questions. Default: the key, if there is one.</summary>
    private protected virtual string NameForPeople(string? key) => key ?? "a customer";

    /// <summary>Whether the person agrees to a row that is easily sent by mistake.</summary>
    /// <param name="target">What the row is about, and where it is sent.</param>
    private protected virtual bool IsAgreed(string target) => true;

    /// <summary>Whether rows are only planned.</summary>
    private protected virtual bool IsPlan => false;

    /// <summary>Notes that a row is in the input, whatever becomes of it.</summary>
    /// <param name="row">The number of the row.</param>
    private protected virtual void NoteRow(int row)
    {
    }

    /// <summary>The options of the run.</summary>
    private protected virtual RunOptions Options => new() { ThrottleLimit = ThrottleLimit };

    internal sealed override Vendor Vendor => Definition.Vendor;

    OperationDefinition IRowCommand.Operation => Definition;

    private protected sealed override string? Source => _input?.Source;

    /// <summary>Makes the request from the bound parameters.</summary>
    /// <returns>The request.</returns>
    protected abstract TRequest CreateRequest();

    /// <summary>
    /// Returns whether a parameter is a change. A property of a piped object is none: what is not specified with the command is read when the
    /// change is made, and may be another one by then.
    /// </summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="given">The parameter's value.</param>
    /// <param name="piped">The property of the piped object.</param>
    private protected bool IsChange<T>(string parameter, T given, T piped) =>
        _columns!.IsSpecified(parameter) || !EqualityComparer<T>.Default.Equals(given, piped);

    /// <summary>The input object, if it is of a type: a row that is the output of another command; null otherwise.</summary>
    /// <typeparam name="T">The type.</typeparam>
    private protected T? Piped<T>()
        where T : class => _input?.BaseObject as T;

    /// <summary>
    /// Collects the cell that could not be read, if there is one. The setter of each parameter that reads cells calls it.
    /// </summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The value.</returns>
    protected T Bound<T>(T value, [CallerMemberName] string parameter = "")
    {
        _reader.Note(parameter);
        return value;
    }

    /// <summary>Returns the flat parameter, which takes precedence over the nested one. An empty cell counts as not specified.</summary>
    /// <param name="flat">The flat parameter's text.</param>
    /// <param name="nested">The nested parameter's text.</param>
    /// <returns>The text to use.</returns>
    protected static string? OrElse(string? flat, string? nested) => string.IsNullOrEmpty(flat) ? nested : flat;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isWhatIf = this.IsSwitchedOn("WhatIf", "WhatIfPreference");
        _columns = new Columns(this);
        FailureFile? failures = FailurePath is null ? null : new FailureFile(GetUnresolvedProviderPathFromPSPath(FailurePath));
        _rows = new RowPipeline(this, Log, Definition, $"{Action}: {Definition.Vendor.Name} {Definition.Name}", failures);
        _pace = new InputPace(TimeProvider.System);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _pace!.Enter();
        _row++;
        if (_input is { } input)
            _columns!.Bind(input);
        TRequest request = CreateRequest();
        (PreparedOperation<TRequest, TResult> operation, IReadOnlyList<FieldError> broken) = Prepare(request);
        NoteRow(operation.Row);
        foreach (string remark in _reader.TakeRemarks())
            WriteVerbose(string.Format(CultureInfo.InvariantCulture, "Row {0}: {1}.", operation.Row, remark));
        if (PathOverride is { } path)
            operation = operation.WithPath(path);
        Take(operation, _reader.Violation(broken, operation));
        _columns!.Unbind();
        if (_columns.TakeWarning() is { } warning)
            Log.Warning(warning);
        _rows!.Drain(_run, untilEmpty: false, Stopping, _pace.Patience);
        if (_run is { Fatal: { } fatal } && FailurePath is null)
            _rows.End(_run, fatal, _row);
        _pace.Leave();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _rows!.Complete(_run, _empty, Stopping);
        if (_run is { Fatal: { } fatal })
            _rows.End(_run, fatal, _row);
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

    private (PreparedOperation<TRequest, TResult> Operation, IReadOnlyList<FieldError> Broken) Prepare(TRequest request)
    {
        IReadOnlyList<OperationDefinition<TRequest, TResult>> steps = Steps(request);
        PreparedOperation<TRequest, TResult> first = Step(steps[0]);
        IReadOnlyList<FieldError> broken = steps[0].Check(request);
        PreparedOperation last = first;
        for (int index = 1; index < steps.Count; index++)
        {
            PreparedOperation next = Step(steps[index]);
            last.Then(next);
            last = next;
            broken = [.. broken, .. steps[index].Check(request).Where(error => !broken.Contains(error))];
        }

        return (first, broken);

        PreparedOperation<TRequest, TResult> Step(OperationDefinition<TRequest, TResult> definition) =>
            new(definition, request, Chosen, _input?.Number ?? _row, KeyOverride) { Input = _input };
    }

    private void Take(PreparedOperation operation, VendorApiException? violation)
    {
        bool isEmpty = violation is not null && _input is { IsEmpty: true, IsRecord: true };
        if (_run is { Fatal: not null })
            _rows!.PassOver(operation);
        else if (violation is not null && !isEmpty && _input is not null && !_columns!.HasKnown)
            ThrowTerminatingError(ErrorRecords.NoKnownColumn(_columns.Names));
        else if (IsPlan)
            Add(violation is null ? operation : isEmpty ? operation.Emptied() : operation.Refused(violation));
        else if (isEmpty)
            _empty++;
        else if (violation is not null)
            _rows!.Refuse(_run, operation, violation);
        else if (Describe(operation) is { } target && this.Approves(target, Action) && IsAgreed(target))
            Add(operation);
    }

    private void Add(PreparedOperation operation)
    {
        if (_run is null)
        {
            _run = OpenRun(Options);
            _rows!.Begin(_run);
        }

        if (operation is { Key: null, Refusal: null, IsEmpty: false } && !NoJournal)
            _rows!.WarnOfMissingKey(_row, Definition);
        _run.Add(operation);
    }

    private string Describe(PreparedOperation operation)
    {
        if (_isWhatIf)
            WriteVerbose(string.Format(CultureInfo.InvariantCulture, "Row {0}: {1}", operation.Row, CallText.Of(operation)));
        return $"{operation.Mask(NameForPeople(operation.Key))} at {_authority ??= Chosen.BaseUri.Authority}";
    }
}
