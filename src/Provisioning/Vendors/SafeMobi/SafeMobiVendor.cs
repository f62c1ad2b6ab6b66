using System;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Secrets;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>SafeMobi, mobile sites with sub-accounts.</summary>
public static class SafeMobiVendor
{
    /// <summary>What the module knows about the vendor. The address is from its public help page.</summary>
    public static Vendor Description { get; } = new("SafeMobi", new Uri("https://files.safemobi.net/rest/v2/"), "Connect-SafeMobiService");

    /// <summary>Creates a connection. No call is made.</summary>
    /// <param name="token">The header <c>Authentication</c>: "Authentication token".</param>
    /// <param name="baseUri">The base address; null for the public one.</param>
    /// <param name="options">The options of the connection; null for the defaults.</param>
    /// <param name="name">The name that distinguishes the connection from others; null for the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback, or the token cannot be sent in a header.</exception>
    public static Connection Connect(Secret token, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        var signIn = new HeaderSignIn(new HeaderSignIn.Header("Authentication", token));
        return new Connection(
            Description, baseUri ?? Description.DefaultBaseUri!, account: null, signIn, options ?? new ConnectionOptions())
        {
            Name = name ?? Description.Name,
        };
    }
}
