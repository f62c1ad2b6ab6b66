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
    // Asynchronous, so that the value is visible only within this call.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Departure departure = ((VendorRequest)request).Departure;
        Departure.Current = departure;
        departure.WasHandedOver = true;
        if (Platform.ObservesConnections || request.Content is null)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // .NET Framework has no time limit for connecting. Until a body is asked for, there is no connection.
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
