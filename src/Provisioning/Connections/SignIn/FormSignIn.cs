using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>Sends a name and a password among the form fields of each call.</summary>
internal sealed class FormSignIn(string nameField, string name, string passwordField, Secret password) : ISignIn
{
    public IReadOnlyList<KeyValuePair<string, Secret>> FormFields { get; } =
    [
        new(nameField, Secret.From(name)!),
        new(passwordField, password),
    ];

    public IEnumerable<Secret> Secrets { get; } = new[] { password };

    public Task<Secret?> ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) => NoToken.Task;

    public bool Renew(Secret? refused) => false;

    public void Forget() => password.Forget();
}
