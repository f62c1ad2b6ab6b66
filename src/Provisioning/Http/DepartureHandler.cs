using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Http;

/// <summary>
/// The innermost handler: everything that is written to a connection from here on belongs to this request. Requests for tokens, which outer
/// handlers make, do not.
/// </summary>
internal sealed class DepartureHandler : DelegatingHandler
{
    // Asynchronous, so that the value is visible only within this call.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Departure departure = ((VendorRequest)request).Departure;
        Departure.Current = departure;
        departure.WasHandedOver = true;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
