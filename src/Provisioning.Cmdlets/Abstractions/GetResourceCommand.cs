using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>
/// The base class of cmdlets that query a vendor. Items are written as their pages arrive, and no page is requested before it is needed.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TItem">The type of the items.</typeparam>
/// <remarks>
/// <para>
/// The query changes nothing and is not recorded in the journal. A call that was not answered is retried. If that does not help, one error
/// is reported, and the items that were already returned remain.
/// </para>
/// </remarks>
public abstract class GetResourceCommand<TRequest, TItem> : VendorCommand, IDisposable
    where TRequest : class
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The query that this command makes.</summary>
    protected abstract QueryDefinition<TRequest, TItem> Query { get; }

    internal sealed override Vendor Vendor => Query.Vendor;

    /// <summary>Makes the request from the bound parameters.</summary>
    /// <returns>The request.</returns>
    protected abstract TRequest CreateRequest();

    /// <summary>What a request is about, for errors: the ID or name of one thing; null for a list.</summary>
    private protected virtual object? TargetOf(TRequest request) => null;

    /// <summary>
    /// The parameter with what to search for, if it is specified and empty: a script whose variable is empty must not find everything. Null if
    /// there is none.
    /// </summary>
    private protected virtual string? EmptySearch => null;

    /// <summary>Whether a parameter is specified, with nothing in it.</summary>
    private protected bool IsEmpty(string parameter, string? text) =>
        MyInvocation.BoundParameters.ContainsKey(parameter) && string.IsNullOrWhiteSpace(text);

    /// <summary>Makes the items of the output from those of the query.</summary>
    private protected virtual IAsyncEnumerable<TItem> ReadItems(
        QueryExecutor<TRequest, TItem> executor, long skip, CancellationToken cancellationToken) =>
        executor.ReadItemsAsync(skip, cancellationToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        TRequest request = CreateRequest();
        IReadOnlyList<FieldError> violations = EmptySearch is { } empty
            ? [new FieldError("-" + empty, "must not be empty: leave it out to get all")]
            : Query.Rules.Check(request, []);
        if (violations.Count > 0)
        {
            WriteError(ErrorRecords.Of(
                new VendorApiException(ProvisioningError.RuleViolation, $"{string.Join("; ", violations)}. Rules: {Query.Document}.")
                {
                    FieldErrors = violations,
                },
                target: null));
            return;
        }

        var executor = new QueryExecutor<TRequest, TItem>(Query, request, Chosen, Log);
        try
        {
            Write(executor);
        }
        catch (VendorApiException exception) when (exception.EndsRun)
        {
            ThrowTerminatingError(ErrorRecords.OfQuery(exception, TargetOf(request)));
        }
        catch (VendorApiException exception)
        {
            WriteError(ErrorRecords.OfQuery(exception, TargetOf(request)));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Ctrl+C: the items that were written remain.
        }
        finally
        {
            Log.WriteTo(this);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases resources.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    // Items are awaited on the pipeline's thread, the only one that may write.
    private void Write(QueryExecutor<TRequest, TItem> executor)
    {
        ulong left = MyInvocation.BoundParameters.ContainsKey("First") ? PagingParameters.First : ulong.MaxValue;
        long skip = PagingParameters is { } paging ? (long)Math.Min(paging.Skip, long.MaxValue) : 0;
        IAsyncEnumerator<TItem> items = ReadItems(executor, skip, _stop.Token).GetAsyncEnumerator(_stop.Token);
        try
        {
            bool hasNext = false;
            if (PagingParameters is { IncludeTotalCount.IsPresent: true })
            {
                // The total comes with the first page, which may have no items.
                hasNext = Log.WaitFor(this, items.MoveNextAsync().AsTask());
                WriteObject(PagingParameters.NewTotalCount((ulong)(executor.TotalCount ?? 0), executor.TotalCount is null ? 0 : 1));
            }
            else if (left > 0)
            {
                hasNext = Log.WaitFor(this, items.MoveNextAsync().AsTask());
            }

            while (left > 0 && hasNext)
            {
                WriteObject(items.Current);
                hasNext = --left > 0 && Log.WaitFor(this, items.MoveNextAsync().AsTask());
            }
        }
        finally
        {
            items.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
