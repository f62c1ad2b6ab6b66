using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>How a connection authenticates to the vendor.</summary>
internal interface ISignIn
{
    /// <summary>Credentials that are sent among the form fields.</summary>
    IReadOnlyList<KeyValuePair<string, Secret>> FormFields { get; }

    /// <summary>Everything that must never be shown.</summary>
    IEnumerable<Secret> Secrets { get; }

    /// <summary>Adds the credentials to a request.</summary>
    /// <returns>
    /// The token that was added, so that its refusal can be distinguished from that of an older one; null if there is none.
    /// </returns>
    Task<Secret?> ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Called after a 401: drops the token that was refused. Returns whether a new one can be fetched.</summary>
    bool Renew(Secret? refused);

    /// <summary>Forgets all secrets.</summary>
    void Forget();
}

/// <summary>The result of a sign-in that uses no token.</summary>
internal static class NoToken
{
    public static Task<Secret?> Task { get; } = System.Threading.Tasks.Task.FromResult<Secret?>(null);
}
