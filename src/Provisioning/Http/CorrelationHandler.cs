using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Http;

/// <summary>Sends the row's correlation ID to a vendor that supports one. It ties the call to the vendor's audit log.</summary>
internal sealed class CorrelationHandler(string headerName) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(headerName, ((VendorRequest)request).CorrelationId);
        return base.SendAsync(request, cancellationToken);
    }
}
