using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What all cmdlets share that make one call per row of the pipeline: binding, checking, the run, and how rows become results or errors.</summary>
/// <typeparam name="TRequest">The vendor's request.</typeparam>
/// <typeparam name="TResult">What the result looks like.</typeparam>
/// <remarks>
/// <para>A row is an object from the pipeline, such as a line of a CSV file, or one call with parameters. Each row is checked against all documented rules before anything is sent. All that is wrong with a row is reported in one error, and the rows after it go on. What is not given, or is an empty cell, is not sent. With -WhatIf the whole input is checked and what would be sent is shown: no call is made, and the journal is not touched.</para>
/// <para>Results come in the order of the input, however many rows are worked on at once: the vendor's id, the fields, then Outcome (Created, Recovered or Replayed), Attempts and CorrelationId.</para>
/// <para>A row that did not work is one non-terminating error. Its FullyQualifiedErrorId begins with RuleViolation, Rejected, AlreadyExists, OutcomeUnknown, HeldByAnotherRun, KeyReusedWithOtherData, Throttled or NotSent; its TargetObject is the row with its number and without secrets. CredentialsRefused, VendorUnreachable and JournalUnavailable end the run with one terminating error.</para>
/// </remarks>
/// <notes>
/// <para>A call that was not sent, or that the vendor turned away unprocessed (429, or 503 with Retry-After), is retried: after 1 s, then twice as long each time with jitter, or as long as the vendor asks, 120 s at most and for 10 minutes in all. A call that left and was not answered readably is never simply sent again. Ctrl+C begins nothing new, gives what is in flight 10 s to be answered, and records the rest as in doubt.</para>
/// </notes>
/// <seealso href="about_Provisioning_CSV"/>
public abstract class RowCommand<TRequest, TResult> : JournaledCommand, IDisposable
    where TRequest : class
    where TResult : ProvisionedResource
{
    private readonly RowReader<TRequest> _reader;
    private RowPipeline? _rows;
    private ProvisioningRun? _run;
    private int _row;
    private bool _isWhatIf;

    private protected RowCommand() => _reader = new RowReader<TRequest>(Definition, Definition.Check);

    /// <summary>The whole input object. Its properties bind to the parameters of the same names; what has no parameter is ignored.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [NotKept]
    public PSObject? InputObject { get; set; }

    /// <summary>Maximum number of rows that are worked on at once, 1 to 256. Default: 4.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>The call that this command makes.</summary>
    protected abstract OperationDefinition<TRequest, TResult> Definition { get; }

    /// <summary>The path to call in place of the definition's; null keeps that.</summary>
    protected virtual string? PathOverride => null;

    /// <summary>What the command does to its target, as -WhatIf and -Confirm say it: <c>Create</c>.</summary>
    private protected abstract string Action { get; }

    /// <summary>What the journal is to know the row by, in place of its natural key; null keeps that.</summary>
    private protected virtual string? KeyOverride => null;

    /// <summary>How the run works.</summary>
    private protected virtual RunOptions Options => new() { ThrottleLimit = ThrottleLimit };

    private protected sealed override Vendor Vendor => Definition.Vendor;

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
        _reader.Note(parameter);
        return value;
    }

    /// <summary>A flat parameter takes precedence over the nested one; an empty cell is not given.</summary>
    /// <param name="flat">The flat parameter's text.</param>
    /// <param name="nested">The nested parameter's.</param>
    /// <returns>The text that counts.</returns>
    protected static string? OrElse(string? flat, string? nested) => string.IsNullOrEmpty(flat) ? nested : flat;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isWhatIf = this.IsSwitchedOn("WhatIf", "WhatIfPreference");
        _rows = new RowPipeline(this, Log, $"{Action}: {Definition.Vendor.Name} {Definition.Name}");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _row++;
        TRequest request = CreateRequest();
        var operation = new PreparedOperation<TRequest, TResult>(Definition, request, Chosen, _row, KeyOverride);
        if (PathOverride is { } path)
            operation = operation.WithPath(path);
        if (_reader.Violation(request, operation) is { } violation)
            _rows!.Refuse(_run, operation, violation);
        else if (this.Approves(Describe(operation), Action))
            Add(operation);
        _rows!.Drain(_run, _row, untilEmpty: false, Stopping);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _rows!.Complete(_run, _row, Stopping);

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
        _run ??= OpenRun(Options);
        if (operation.Key is null && !NoJournal)
            _rows!.WarnOfMissingKey(_row, Definition.Vendor);
        _run.Add(operation);
    }

    private string Describe(PreparedOperation operation)
    {
        string target = $"{operation.Key ?? "a customer"} at {Chosen.BaseUri.Authority}";
        return _isWhatIf
            ? $"{target}: {Definition.Method} {new Uri(Chosen.BaseUri, operation.Path)} {operation.Mask(operation.BodyWithoutSecrets())}"
            : target;
    }
}
