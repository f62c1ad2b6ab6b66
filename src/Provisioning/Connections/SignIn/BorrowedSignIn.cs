using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>The sign-in of another connection, whose secrets it does not forget.</summary>
internal sealed class BorrowedSignIn(ISignIn owner) : ISignIn
{
    public IReadOnlyList<KeyValuePair<string, Secret>> FormFields => owner.FormFields;

    public IEnumerable<Secret> Secrets => owner.Secrets;

    public Task<Secret?> ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        owner.ApplyAsync(request, cancellationToken);

    public bool Renew(Secret? refused) => owner.Renew(refused);

    public void Forget()
    {
    }
}
