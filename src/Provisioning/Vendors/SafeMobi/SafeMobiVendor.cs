using System;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Http;
using Provisioning.Secrets;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>SafeMobi, mobile sites with sub-accounts.</summary>
public static class SafeMobiVendor
{
    /// <summary>What the module knows about the vendor. The address is from its public help page.</summary>
    public static Vendor Description { get; } = new("SafeMobi", new Uri("https://files.safemobi.net/rest/v2/"), "Connect-SafeMobiService");

    /// <summary>
    /// Creates a connection that fetches its token with an API key on first use, and renews it before its 240 minutes end, and when it is
    /// refused. No call is made. The vendor wants the key in the address of that call, which is therefore shown nowhere.
    /// </summary>
    /// <param name="apiKey">The API key, which is made in the vendor's dashboard.</param>
    /// <param name="baseUri">The base address; null for the public one.</param>
    /// <param name="options">The options of the connection; null for the defaults.</param>
    /// <param name="name">The name that distinguishes the connection from others; null for the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback.</exception>
    public static Connection ConnectWithKey(
        Secret apiKey, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        options ??= new ConnectionOptions();
        Uri address = ServiceAddress.CheckBase(baseUri ?? Description.DefaultBaseUri!);
        var tokens = new TokenEndpoint(SafeMobiAnswers.TokenCall(apiKey, new Uri(address, "authentication/getapitoken")), options);
        var signIn = new TokenSignIn(
            new TokenCache(tokens.FetchAsync, options.TimeProvider), apiKey, SafeMobiAnswers.TokenHeader, prefix: string.Empty);
        return new Connection(Description, address, account: null, signIn, options)
        {
            Name = name ?? Description.Name,
            LastingCredential = apiKey,
        };
    }

    /// <summary>Creates a connection with an existing token, which cannot be renewed. No call is made.</summary>
    /// <param name="token">The header <c>Authentication</c>: "Authentication token".</param>
    /// <param name="baseUri">The base address; null for the public one.</param>
    /// <param name="options">The options of the connection; null for the defaults.</param>
    /// <param name="name">The name that distinguishes the connection from others; null for the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback, or the token cannot be sent in a header.</exception>
    public static Connection Connect(Secret token, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        var signIn = new HeaderSignIn(new HeaderSignIn.Header(SafeMobiAnswers.TokenHeader, token));
        return new Connection(
            Description, baseUri ?? Description.DefaultBaseUri!, account: null, signIn, options ?? new ConnectionOptions())
        {
            Name = name ?? Description.Name,
        };
    }
}
