using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Http.SignIn;

/// <summary>A bearer token that is fetched when first needed and renewed once for all calls that wait.</summary>
internal sealed class ClientCredentialsSignIn(TokenCache tokens, Secret clientSecret, KeyValuePair<string, string> plainHeader) : ISignIn
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

    public async Task ApplyAsync(VendorRequest request, CancellationToken cancellationToken)
    {
        request.Token = await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + request.Token.Reveal());
        request.Headers.TryAddWithoutValidation(plainHeader.Key, plainHeader.Value);
    }

    public bool Renew(VendorRequest refused)
    {
        if (refused.Token is { } token)
            _tokens.Drop(token);
        return true;
    }

    public void Forget()
    {
        clientSecret.Forget();
        _tokens.Forget();
    }
}
