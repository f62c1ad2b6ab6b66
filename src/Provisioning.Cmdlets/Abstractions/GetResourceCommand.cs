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

    /// <summary>Makes the items of the output from those of the query.</summary>
    private protected virtual IAsyncEnumerable<TItem> ReadItems(
        QueryExecutor<TRequest, TItem> executor, long skip, CancellationToken cancellationToken) =>
        executor.ReadItemsAsync(skip, cancellationToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        TRequest request = CreateRequest();
        if (Query.Rules.Check(request, []) is { Count: > 0 } violations)
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
            ThrowTerminatingError(ErrorRecords.Of(exception, target: null));
        }
        catch (VendorApiException exception)
        {
            WriteError(ErrorRecords.Of(exception, target: null));
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
            for (bool hasTotal = false; left > 0 && Log.WaitFor(this, items.MoveNextAsync().AsTask()); left--)
            {
                if (!hasTotal && PagingParameters is { IncludeTotalCount.IsPresent: true })
                    WriteObject(PagingParameters.NewTotalCount((ulong)(executor.TotalCount ?? 0), executor.TotalCount is null ? 0 : 1));
                hasTotal = true;
                WriteObject(items.Current);
            }
        }
        finally
        {
            items.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
