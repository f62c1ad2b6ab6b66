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

    /// <summary>
    /// What the module knows about the vendor. The address is that of its document; newer public pages name
    /// <c>https://api.cloudcockpit.com/</c>.
    /// </summary>
    public static Vendor Description { get; } = new(
        "CloudCockpit", new Uri("https://app-cloudcockpitapi-prod-01.azurewebsites.net/"), "Connect-CcService")
    {
        AccountWord = "tenant",
        OtherBaseUris = [new Uri("https://api.cloudcockpit.com/")],
    };

    /// <summary>The default token endpoint, from the vendor's public documentation.</summary>
    public static Uri DefaultTokenUri { get; } =
        new("https://login.microsoftonline.com/4e806121-ff28-4286-ab4e-3be0a08f9ce0/oauth2/v2.0/token");

    /// <summary>The default scope of the token, from the vendor's public documentation.</summary>
    public const string DefaultScope = "api://b92a36a4-feb8-4f47-a69c-29a180aa6d0a/.default";

    /// <summary>Creates a connection with an existing token, which cannot be renewed. No call is made.</summary>
    /// <param name="tenant">The header <c>X-Tenant</c>: "an existent domain for the specified tenant".</param>
    /// <param name="accessToken">A JSON Web Token.</param>
    /// <param name="baseUri">The base address; null for the documented one.</param>
    /// <param name="options">The options of the connection; null for the defaults.</param>
    /// <param name="name">The name that distinguishes the connection from others; null for the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback, or a value cannot be sent in a header.</exception>
    public static Connection Connect(
        string tenant, Secret accessToken, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        var signIn = new HeaderSignIn(
            new HeaderSignIn.Header("Authorization", accessToken, "Bearer "),
            new HeaderSignIn.Header(TenantHeader, CheckTenant(tenant), IsSecret: false));
        return Create(tenant, baseUri, signIn, options ?? new ConnectionOptions(), name);
    }

    /// <summary>Creates a connection that fetches its token with OAuth 2.0 client credentials on first use, and renews it.</summary>
    /// <param name="tenant">The header <c>X-Tenant</c>: "an existent domain for the specified tenant".</param>
    /// <param name="credentials">The client credentials and the token endpoint.</param>
    /// <param name="baseUri">The base address; null for the documented one.</param>
    /// <param name="options">The options of the connection; null for the defaults.</param>
    /// <param name="name">The name that distinguishes the connection from others; null for the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">An address is neither https nor loopback, or a value cannot be sent in a header.</exception>
    public static Connection Connect(
        string tenant, ClientCredentials credentials, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        options ??= new ConnectionOptions();
        CheckTenant(tenant);
        var tokens = new TokenEndpoint(TokenCall.Of(credentials), options);
        var signIn = new TokenSignIn(
            new TokenCache(tokens.FetchAsync, options.TimeProvider),
            credentials.ClientSecret,
            "Authorization",
            "Bearer ",
            new KeyValuePair<string, string>(TenantHeader, tenant));
        return Create(tenant, baseUri, signIn, options, name);
    }

    private static Connection Create(string tenant, Uri? baseUri, ISignIn signIn, ConnectionOptions options, string? name) =>
        new(
            Description,
            baseUri ?? Description.DefaultBaseUri!,
            tenant,
            signIn,
            options,
            CorrelationHeader) { Name = name ?? Description.Name };

    private static Secret CheckTenant(string tenant)
    {
        HeaderValue.Check(TenantHeader, tenant ?? string.Empty);
        return Secret.From(tenant) ?? throw new ArgumentException("The tenant is required.");
    }
}
