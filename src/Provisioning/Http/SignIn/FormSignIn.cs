using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Http.SignIn;

/// <summary>A name and a password among the form fields of each call.</summary>
internal sealed class FormSignIn(string nameField, string name, string passwordField, Secret password) : ISignIn
{
    public IReadOnlyList<KeyValuePair<string, Secret>> FormFields { get; } =
    [
        new(nameField, Secret.From(name)!),
        new(passwordField, password),
    ];

    public IEnumerable<Secret> Secrets { get; } = new[] { password };

    public Task ApplyAsync(VendorRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public bool Renew(VendorRequest refused) => false;

    public void Forget() => password.Forget();
}
