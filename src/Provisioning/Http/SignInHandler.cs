using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Http.SignIn;

namespace Provisioning.Http;

/// <summary>Puts the connection's credentials on each request.</summary>
internal sealed class SignInHandler(ISignIn signIn) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await signIn.ApplyAsync((VendorRequest)request, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
