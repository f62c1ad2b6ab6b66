using System;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Vendors.Reseller;

/// <summary>An SMS platform with resellers. Each operator has its own host.</summary>
public static class ResellerVendor
{
    /// <summary>What the module knows about the vendor.</summary>
    public static Vendor Description { get; } = new("Reseller", DefaultBaseUri: null, "Connect-ResellerService") { AccountWord = "reseller" };

    /// <summary>Creates a connection. No call is made.</summary>
    /// <param name="resellerName">"Name of reseller": no spaces, no <c>@</c>.</param>
    /// <param name="resellerPassword">"Reseller password", sent among the form fields.</param>
    /// <param name="baseUri">The operator's address.</param>
    /// <param name="options">The options of the connection; null for the defaults.</param>
    /// <param name="name">The name that distinguishes the connection from others; null for the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback, or the name violates the documented rule.</exception>
    public static Connection Connect(
        string resellerName, Secret resellerPassword, Uri baseUri, ConnectionOptions? options = null, string? name = null)
    {
        if (string.IsNullOrEmpty(resellerName))
            throw new ArgumentException("The reseller's name is required.");
        if (!Rule.NoSpacesNorAt.IsMet(resellerName))
            throw new ArgumentException($"The reseller's name {Rule.NoSpacesNorAt.Text} (is '{resellerName}').");
        var signIn = new FormSignIn("resellerName", resellerName, "resellerPassword", resellerPassword);
        return new Connection(
            Description, baseUri, resellerName, signIn, options ?? new ConnectionOptions()) { Name = name ?? Description.Name };
    }
}
