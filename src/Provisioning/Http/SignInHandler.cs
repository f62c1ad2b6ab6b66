using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Http.SignIn;

namespace Provisioning.Http;

/// <summary>Puts the connection's credentials on each request.</summary>
internal sealed class SignInHandler(ISignIn signIn) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Task applied = signIn.ApplyAsync((VendorRequest)request, cancellationToken);
        return applied.Status == TaskStatus.RanToCompletion ? base.SendAsync(request, cancellationToken) : SendAfterAsync(applied, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAfterAsync(Task applied, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await applied.ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
