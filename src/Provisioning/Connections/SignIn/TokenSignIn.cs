using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>Sends a token that is fetched on first use and renewed once for all calls that wait for it.</summary>
/// <param name="tokens">The token.</param>
/// <param name="credential">What the token is requested with.</param>
/// <param name="header">The header that carries the token.</param>
/// <param name="prefix">What precedes the token in the header.</param>
/// <param name="plainHeaders">Other headers, which are no secrets.</param>
internal sealed class TokenSignIn(
    TokenCache tokens, Secret credential, string header, string prefix, params KeyValuePair<string, string>[] plainHeaders) : ISignIn
{
    private readonly TokenCache _tokens = tokens;

    public IReadOnlyList<KeyValuePair<string, Secret>> FormFields => [];

    public IEnumerable<Secret> Secrets
    {
        get
        {
            yield return credential;
            foreach (Secret token in _tokens.Known)
                yield return token;
        }
    }

    public async Task<Secret?> ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Secret token = await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.TryAddWithoutValidation(header, prefix + token.Reveal());
        foreach (KeyValuePair<string, string> plain in plainHeaders)
            request.Headers.TryAddWithoutValidation(plain.Key, plain.Value);
        return token;
    }

    public bool Renew(Secret? refused)
    {
        if (refused is not null)
            _tokens.Drop(refused);
        return true;
    }

    public void Forget()
    {
        credential.Forget();
        _tokens.Forget();
    }
}
