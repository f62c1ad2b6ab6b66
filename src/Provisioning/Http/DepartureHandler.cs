using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Http;

/// <summary>
/// The innermost handler: what is written to a connection from here on belongs to this request. A token that is fetched on the way does not.
/// </summary>
internal sealed class DepartureHandler : DelegatingHandler
{
    // Asynchronous, since only so the mark stays within this call.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Departure departure = ((VendorRequest)request).Departure;
        Departure.Current = departure;
        departure.WasHandedOver = true;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
