using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>Sends a bearer token that is fetched on first use and renewed once for all calls that wait for it.</summary>
internal sealed class TokenSignIn(TokenCache tokens, Secret clientSecret, KeyValuePair<string, string> plainHeader) : ISignIn
{
    private readonly TokenCache _tokens = tokens;

    public IReadOnlyList<KeyValuePair<string, Secret>> FormFields => [];

    public IEnumerable<Secret> Secrets
    {
        get
        {
            yield return clientSecret;
            foreach (Secret token in _tokens.Known)
                yield return token;
        }
    }

    public async Task<Secret?> ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Secret token = await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token.Reveal());
        request.Headers.TryAddWithoutValidation(plainHeader.Key, plainHeader.Value);
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
        clientSecret.Forget();
        _tokens.Forget();
    }
}
