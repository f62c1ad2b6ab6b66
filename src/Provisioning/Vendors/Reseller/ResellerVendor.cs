using System;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Vendors.Reseller;

/// <summary>An SMS platform with resellers. Each operator has a host of its own.</summary>
public static class ResellerVendor
{
    /// <summary>What the module knows of the vendor.</summary>
    public static Vendor Description { get; } = new("Reseller", DefaultBaseUri: null, "Connect-ResellerService");

    /// <summary>Makes a connection; no call is made.</summary>
    /// <param name="resellerName">"Name of reseller": no spaces, no <c>@</c>.</param>
    /// <param name="resellerPassword">"Reseller password", sent among the form fields.</param>
    /// <param name="baseUri">The operator's address.</param>
    /// <param name="options">How the connection behaves; null takes the defaults.</param>
    /// <param name="name">What tells it from other connections; null takes the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback, or the name breaks the documented rule.</exception>
    public static Connection Connect(string resellerName, Secret resellerPassword, Uri baseUri, ConnectionOptions? options = null, string? name = null)
    {
        if (string.IsNullOrEmpty(resellerName))
            throw new ArgumentException("The reseller's name is required.");
        if (!Rule.NoSpacesNorAt.IsMet(resellerName))
            throw new ArgumentException($"The reseller's name {Rule.NoSpacesNorAt.Text} (is '{resellerName}').");
        var signIn = new FormSignIn("resellerName", resellerName, "resellerPassword", resellerPassword);
        return new Connection(Description, baseUri, resellerName, signIn, options ?? new ConnectionOptions()) { Name = name ?? Description.Name };
    }
}
