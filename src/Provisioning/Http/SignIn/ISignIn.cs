using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Http.SignIn;

/// <summary>How a connection tells the vendor who it is.</summary>
internal interface ISignIn
{
    /// <summary>Credentials that travel among the form fields.</summary>
    IReadOnlyList<KeyValuePair<string, Secret>> FormFields { get; }

    /// <summary>All that must never be shown.</summary>
    IEnumerable<Secret> Secrets { get; }

    /// <summary>Puts the credentials on a request.</summary>
    Task ApplyAsync(VendorRequest request, CancellationToken cancellationToken);

    /// <summary>After a 401: drops what the request carried, and tells whether something newer can be had.</summary>
    bool Renew(VendorRequest refused);

    /// <summary>Forgets all secrets.</summary>
    void Forget();
}
