using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>Sends credentials in headers, as they were given.</summary>
internal sealed class HeaderSignIn : ISignIn
{
    private readonly IReadOnlyList<Header> _headers;

    public HeaderSignIn(params Header?[] headers)
    {
        _headers = [.. headers.OfType<Header>()];
        Secrets = _headers.Where(static header => header.IsSecret).Select(static header => header.Value).ToArray();
        foreach (Header header in _headers)
            HeaderValue.Check(header.Name, header.Value.Reveal());
    }

    public IReadOnlyList<KeyValuePair<string, Secret>> FormFields => [];

    public IEnumerable<Secret> Secrets { get; }

    public Task<Secret?> ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (Header header in _headers)
            request.Headers.TryAddWithoutValidation(header.Name, header.Prefix + header.Value.Reveal());
        return NoToken.Task;
    }

    public bool Renew(Secret? refused) => false;

    public void Forget()
    {
        foreach (Header header in _headers)
            header.Value.Forget();
    }

    /// <summary>A header, with the text that precedes its value.</summary>
    internal sealed record Header(string Name, Secret Value, string Prefix = "", bool IsSecret = true);
}
