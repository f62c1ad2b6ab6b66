using System;
using System.Collections.Generic;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Http;
using Provisioning.Secrets;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>CloudCockpit, a marketplace for cloud solution providers and resellers.</summary>
public static class CloudCockpitVendor
{
    private const string TenantHeader = "X-Tenant";
    private const string CorrelationHeader = "X-Correlation-Id";

    /// <summary>What the module knows of the vendor. The address is the seed's; newer public pages name <c>https://api.cloudcockpit.com/</c>.</summary>
    public static Vendor Description { get; } = new("CloudCockpit", new Uri("https://app-cloudcockpitapi-prod-01.azurewebsites.net/"), "Connect-CcService")
    {
        OtherBaseUris = [new Uri("https://api.cloudcockpit.com/")],
    };

    /// <summary>Where tokens come from unless told otherwise (the vendor's public documentation).</summary>
    public static Uri DefaultTokenUri { get; } = new("https://login.microsoftonline.com/4e806121-ff28-4286-ab4e-3be0a08f9ce0/oauth2/v2.0/token");

    /// <summary>What the token is for unless told otherwise (the vendor's public documentation).</summary>
    public const string DefaultScope = "api://b92a36a4-feb8-4f47-a69c-29a180aa6d0a/.default";

    /// <summary>Makes a connection with a ready token, which cannot be renewed; no call is made.</summary>
    /// <param name="tenant">The header <c>X-Tenant</c>: "an existent domain for the specified tenant".</param>
    /// <param name="accessToken">A JSON Web Token.</param>
    /// <param name="baseUri">The base address; null takes the document's.</param>
    /// <param name="options">How the connection behaves; null takes the defaults.</param>
    /// <param name="name">What tells it from other connections; null takes the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback, or a value cannot stand in a header.</exception>
    public static Connection Connect(string tenant, Secret accessToken, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        var signIn = new HeaderSignIn(
            new HeaderSignIn.Header("Authorization", accessToken, "Bearer "),
            new HeaderSignIn.Header(TenantHeader, CheckTenant(tenant), IsSecret: false));
        return Create(tenant, baseUri, signIn, options ?? new ConnectionOptions(), name);
    }

    /// <summary>Makes a connection that fetches its token by OAuth 2.0 client credentials when first needed, and renews it.</summary>
    /// <param name="tenant">The header <c>X-Tenant</c>: "an existent domain for the specified tenant".</param>
    /// <param name="credentials">Who asks for the token, and where.</param>
    /// <param name="baseUri">The base address; null takes the document's.</param>
    /// <param name="options">How the connection behaves; null takes the defaults.</param>
    /// <param name="name">What tells it from other connections; null takes the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">An address is neither https nor loopback, or a value cannot stand in a header.</exception>
    public static Connection Connect(string tenant, ClientCredentials credentials, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        options ??= new ConnectionOptions();
        CheckTenant(tenant);
        var tokens = new TokenEndpoint(credentials, options);
        var signIn = new TokenSignIn(new TokenCache(tokens.FetchAsync, options.TimeProvider), credentials.ClientSecret, new KeyValuePair<string, string>(TenantHeader, tenant));
        return Create(tenant, baseUri, signIn, options, name);
    }

    private static Connection Create(string tenant, Uri? baseUri, ISignIn signIn, ConnectionOptions options, string? name) =>
        new(Description, baseUri ?? Description.DefaultBaseUri!, tenant, signIn, options, CorrelationHeader) { Name = name ?? Description.Name };

    private static Secret CheckTenant(string tenant)
    {
        HeaderValue.Check(TenantHeader, tenant ?? string.Empty);
        return Secret.From(tenant) ?? throw new ArgumentException("The tenant is required.");
    }
}
