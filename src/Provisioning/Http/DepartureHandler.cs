using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.LegacySupport;

namespace Provisioning.Http;

/// <summary>
/// The innermost handler: everything that is written to a connection from here on belongs to this request. Requests for tokens, which outer
/// handlers make, do not.
/// </summary>
/// <param name="connecting">The time limit for establishing a connection, for platforms that have none of their own.</param>
/// <param name="time">The source of time.</param>
internal sealed class DepartureHandler(TimeSpan connecting, TimeProvider time) : DelegatingHandler
{
    // Below the 4 KiB that SocketsHttpHandler gathers before it writes.
    private const int GatheredHeaders = 3 * 1024;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Departure departure = ((VendorRequest)request).Departure;
        departure.WasHandedOver = true;
        if (request.Content is null)
            return SendObservedAsync(departure, request, cancellationToken);
        if (!Platform.ObservesConnections)
            return SendWithinTimeAsync(departure, request, cancellationToken);

        // The body notes its own departure, and short headers leave together with it. To have the connection note it costs a third of a
        // call's processor time, because the value then flows through all that the call awaits.
        return Platform.LengthOfHeaders(request) < GatheredHeaders
            ? base.SendAsync(request, cancellationToken)
            : SendObservedAsync(departure, request, cancellationToken);
    }

    // Asynchronous, so that the value is visible only within this call.
    private async Task<HttpResponseMessage> SendObservedAsync(
        Departure departure, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Departure.Current = departure;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    // .NET Framework has no time limit for connecting. Until a body is asked for, there is no connection.
    private async Task<HttpResponseMessage> SendWithinTimeAsync(
        Departure departure, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource connected = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer limit = time.CreateTimer(_ => EndUnlessBegun(departure, connected), state: null, connecting, Timeout.InfiniteTimeSpan);
        return await base.SendAsync(request, connected.Token).ConfigureAwait(false);
    }

    private static void EndUnlessBegun(Departure departure, CancellationTokenSource connected)
    {
        try
        {
            if (!departure.Began)
                connected.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended first. An unhandled exception on this thread would crash the process.
        }
    }
}
