using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Execution;

/// <summary>
/// Executes a query page by page, as its items are read: no page is requested before it is needed. A query changes nothing, so it is
/// retried after any failure that may pass, and it is never journaled.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TItem">The type of the items.</typeparam>
/// <param name="query">The query.</param>
/// <param name="request">The request, which complies with all rules.</param>
/// <param name="connection">The connection to use.</param>
/// <param name="log">Receives messages about what it does.</param>
public sealed class QueryExecutor<TRequest, TItem>(
    QueryDefinition<TRequest, TItem> query, TRequest request, Connection connection, IOperationLog log)
    where TRequest : class
{
    private readonly RetryPolicy _retry = new(connection.Options);
    private readonly string _correlationId = Guid.NewGuid().ToString();
    private readonly EncodedSecret[] _secrets = EncodedSecret.Of(query.Fields?.Secrets(request) ?? []);

    /// <summary>The total number of items, as the vendor gave it with the last page; null if it did not.</summary>
    public long? TotalCount { get; private set; }

    /// <summary>Reads the items in the vendor's order.</summary>
    /// <param name="skip">The number of items to skip.</param>
    /// <param name="cancellationToken">Ends the query: no further page is requested.</param>
    /// <returns>The items.</returns>
    /// <exception cref="VendorApiException">A page was refused or not answered. The items before it were returned.</exception>
    public async IAsyncEnumerable<TItem> ReadItemsAsync(
        long skip = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int size = query.PageSize?.Invoke(request) ?? 0;
        int number = size > 0 ? (int)Math.Min((skip / size) + 1, int.MaxValue) : 1;
        HashSet<string>? seen = null;
        for (long passed = size > 0 ? skip % size : skip; ; number++, passed = 0)
        {
            PageOfItems<TItem> page =
                await GetPageAsync(new Page(number, (number - 1L) * size, size), cancellationToken).ConfigureAwait(false);
            TotalCount = page.TotalCount ?? TotalCount;
            HashSet<string>? previous = seen;
            seen = query.KeyOf is null ? null : new HashSet<string>(StringComparer.Ordinal);
            bool hasNew = previous is null || page.Items.Count == 0;
            for (int index = 0; index < page.Items.Count; index++)
            {
                if (query.KeyOf?.Invoke(page.Items[index]) is { } key)
                {
                    // Within a page, too: the vendor may list an item twice.
                    if (!seen!.Add(key) || previous?.Contains(key) == true)
                        continue;
                }

                hasNew = true;
                if (index >= passed)
                    yield return page.Items[index];
            }

            if (!hasNew)
                throw Repeated(number);
            if (size == 0 || page.Items.Count == 0 || !(page.HasMore ?? page.Items.Count >= size))
                yield break;
        }
    }

    /// <summary>Reads the first item; nothing if there is none.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="VendorApiException">The query was refused or not answered.</exception>
    internal async Task<TItem?> ReadOneAsync(CancellationToken cancellationToken)
    {
        IAsyncEnumerator<TItem> items = ReadItemsAsync(0, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (items.ConfigureAwait(false))
            return await items.MoveNextAsync().ConfigureAwait(false) ? items.Current : default;
    }

    private async Task<PageOfItems<TItem>> GetPageAsync(Page page, CancellationToken cancellationToken)
    {
        var call = new Call(query.Method, query.Path(request, page), _correlationId, Mask)
        {
            Body = query.Fields is null ? null : BodyWriter.Write(query.Encoding, query.Fields, request, connection.SignIn.FormFields),
            Encoding = query.Encoding,
            Trace = log.IsDebugEnabled ? log.Debug : null,
        };
        var signals = new StopSignals(cancellationToken, cancellationToken);
        VendorChannel channel = VendorChannel.Of(connection);
        for (int retries = 0; ; retries++)
        {
            Attempt attempt = await channel.SendAsync(call, answer => query.Judge(request, answer), _retry, log, signals).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt is { Delivery: Delivery.Confirmed, Answer.Json: { } json })
                return query.ReadItems(request, json)!;

            // The retry policy retries what was not processed. For a query it does not matter whether it was: only a refusal is final.
            if (attempt.Delivery != Delivery.Unknown || retries >= connection.Options.MaximumRetryCount)
                throw Failure(attempt, page.Number);
            log.Verbose(Sentence.End(attempt.Message) + " Retrying.");
            await connection.Options.TimeProvider.Delay(connection.Options.Timing.BaseDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    private VendorApiException Repeated(int page) => new(
        ProvisioningError.Unanswered,
        string.Format(
            CultureInfo.InvariantCulture,
            "The vendor's page {0} repeats the previous one, so the list does not end. The items of the previous pages were returned.",
            page))
    {
        Vendor = query.Vendor.Name,
        Operation = query.Name,
        CorrelationId = _correlationId,
        Delivery = Delivery.Confirmed,
    };

    private VendorApiException Failure(Attempt attempt, int page)
    {
        ProvisioningError error = attempt.Error is ProvisioningError.OutcomeUnknown or ProvisioningError.NotSent
            ? ProvisioningError.Unanswered
            : attempt.Error;
        string where = page > 1 ? $" This happened on page {page}. The items of the previous pages were returned." : string.Empty;
        return new VendorApiException(error, where.Length > 0 ? Sentence.End(attempt.Message) + where : attempt.Message)
        {
            Vendor = query.Vendor.Name,
            Operation = query.Name,
            HttpStatus = attempt.HttpStatus,
            VendorCode = attempt.Verdict?.VendorCode,
            FieldErrors = attempt.Verdict?.FieldErrors ?? [],
            CorrelationId = _correlationId,
            Delivery = attempt.Delivery,
        };
    }

    private string Mask(string text) => connection.Redactor.Mask(text, _secrets);
}
