using System;
using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Connects to CloudCockpit.</summary>
/// <remarks>
/// <para>
/// With -ClientId and -ClientSecret, the token is fetched with OAuth 2.0 client credentials when the first row needs it. It is renewed
/// before it expires, and once if the vendor refuses it, for all waiting calls together. With -AccessToken, the run ends when the token
/// expires.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// Documented by the vendor: the headers Authorization and X-Tenant, and the base address
/// https://app-cloudcockpitapi-prod-01.azurewebsites.net/. Newer public pages name https://api.cloudcockpit.com/: specify it with -BaseUri
/// if it is yours. The token endpoint and the scope are from the vendor's public documentation; -TokenUri and -Scope override them.
/// </para>
/// </notes>
/// <example>
/// <para>Connect to the sandbox with client credentials</para>
/// <code>
/// $sandbox = @{
///     BaseUri  = 'http://127.0.0.1:5080/cloudcockpit/'
///     TokenUri = 'http://127.0.0.1:5080/cloudcockpit/oauth2/v2.0/token'
/// }
/// Connect-CcService contoso.example -ClientId 5f2b6f0e-8c55-4f0e-9b0a-1d0c6f3b2a11 -ClientSecret $env:CC_CLIENT_SECRET @sandbox
/// </code>
/// <para>Without -BaseUri and -TokenUri, the connection is to the vendor itself.</para>
/// </example>
/// <example>
/// <para>Connect with an existing token</para>
/// <code>
/// $token = ConvertTo-SecureString $env:CC_ACCESS_TOKEN -AsPlainText -Force
/// Connect-CcService contoso.example -AccessToken $token -BaseUri http://127.0.0.1:5080/cloudcockpit/ -PassThru
/// </code>
/// </example>
/// <example>
/// <para>Work with two tenants in one session</para>
/// <code>
/// Connect-CcService north.example -AccessToken $env:CC_ACCESS_TOKEN -BaseUri http://127.0.0.1:5080/cloudcockpit/ -Name North
/// Connect-CcService south.example -AccessToken $env:CC_ACCESS_TOKEN -BaseUri http://127.0.0.1:5080/cloudcockpit/ -Name South
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer -Connection North
/// </code>
/// </example>
/// <seealso href="New-CcCustomer"/>
[Cmdlet(VerbsCommunications.Connect, "CcService", DefaultParameterSetName = ByClientCredentials)]
[OutputType(typeof(Connection))]
public sealed class ConnectCcServiceCommand : ConnectCommand
{
    private const string ByToken = "AccessToken";
    private const string ByClientCredentials = "ClientCredentials";

    /// <summary>An existing domain of the tenant. Required. It is sent in the header X-Tenant.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Tenant { get; set; } = null!;

    /// <summary>An existing JSON Web Token: a SecureString or text. Required in its parameter set. It cannot be renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByToken)]
    [SecureText]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>
    /// The client ID for OAuth 2.0 client credentials. Required in its parameter set. The token is fetched on first use, and renewed.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByClientCredentials)]
    public string ClientId { get; set; } = null!;

    /// <summary>The client secret: a SecureString or text. Required in its parameter set.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByClientCredentials)]
    [SecureText]
    public SecureString ClientSecret { get; set; } = null!;

    /// <summary>
    /// The token endpoint: https, or http for a loopback address. Default: the endpoint in the vendor's public documentation.
    /// </summary>
    [Parameter(ParameterSetName = ByClientCredentials)]
    public Uri TokenUri { get; set; } = CloudCockpitVendor.DefaultTokenUri;

    /// <summary>The scope of the token. Default: the scope in the vendor's public documentation.</summary>
    [Parameter(ParameterSetName = ByClientCredentials)]
    public string Scope { get; set; } = CloudCockpitVendor.DefaultScope;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options)
    {
        if (ParameterSetName == ByToken)
            return CloudCockpitVendor.Connect(Tenant, Required(AccessToken, nameof(AccessToken)), BaseUri, options, Name);
        var credentials = new ClientCredentials(ClientId, Required(ClientSecret, nameof(ClientSecret)), TokenUri, Scope);
        return CloudCockpitVendor.Connect(Tenant, credentials, BaseUri, options, Name);
    }
}
