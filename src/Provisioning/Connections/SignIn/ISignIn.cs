using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>How a connection tells the vendor who it is.</summary>
internal interface ISignIn
{
    /// <summary>Credentials that travel among the form fields.</summary>
    IReadOnlyList<KeyValuePair<string, Secret>> FormFields { get; }

    /// <summary>All that must never be shown.</summary>
    IEnumerable<Secret> Secrets { get; }

    /// <summary>Puts the credentials on a request.</summary>
    /// <returns>The token that it put there, so that a refusal can be told from a refusal of an older one; null where it put none.</returns>
    Task<Secret?> ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>After a 401: drops the token that was refused, and tells whether a newer one can be had.</summary>
    bool Renew(Secret? refused);

    /// <summary>Forgets all secrets.</summary>
    void Forget();
}

/// <summary>The answer of a sign-in that has no token.</summary>
internal static class NoToken
{
    public static Task<Secret?> Task { get; } = System.Threading.Tasks.Task.FromResult<Secret?>(null);
}
