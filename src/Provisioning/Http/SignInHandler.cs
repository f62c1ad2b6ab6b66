using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections.SignIn;
using Provisioning.Secrets;

namespace Provisioning.Http;

/// <summary>Adds the connection's credentials to each request.</summary>
internal sealed class SignInHandler(ISignIn signIn) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Task<Secret?> applied = signIn.ApplyAsync(request, cancellationToken);
        return ReferenceEquals(applied, NoToken.Task)
            ? base.SendAsync(request, cancellationToken)
            : SendAfterAsync(applied, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAfterAsync(
        Task<Secret?> applied, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ((VendorRequest)request).Token = await applied.ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
