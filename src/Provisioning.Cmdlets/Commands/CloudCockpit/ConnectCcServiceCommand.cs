using System;
using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Http.SignIn;
using Provisioning.Vendors;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Connects to CloudCockpit.</summary>
[Cmdlet(VerbsCommunications.Connect, "CcService", DefaultParameterSetName = ByClientCredentials)]
[OutputType(typeof(Connection))]
public sealed class ConnectCcServiceCommand : ConnectCommand
{
    private const string ByToken = "AccessToken";
    private const string ByClientCredentials = "ClientCredentials";

    /// <summary>A domain of the tenant. Sent as the header X-Tenant.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Tenant { get; set; } = null!;

    /// <summary>A ready JSON Web Token: a SecureString or text. It cannot be renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByToken)]
    [SecureText]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>The client id of OAuth 2.0 client credentials. The token is fetched when first needed, and renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByClientCredentials)]
    public string ClientId { get; set; } = null!;

    /// <summary>The client secret: a SecureString or text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByClientCredentials)]
    [SecureText]
    public SecureString ClientSecret { get; set; } = null!;

    /// <summary>The token endpoint. Default: the one of the vendor's public documentation.</summary>
    [Parameter(ParameterSetName = ByClientCredentials)]
    public Uri TokenUri { get; set; } = CloudCockpitVendor.DefaultTokenUri;

    /// <summary>What the token is for. Default: the scope of the vendor's public documentation.</summary>
    [Parameter(ParameterSetName = ByClientCredentials)]
    public string Scope { get; set; } = CloudCockpitVendor.DefaultScope;

    /// <inheritdoc/>
    protected override Vendor Vendor => CloudCockpitVendor.Description;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) => ParameterSetName == ByToken
        ? CloudCockpitVendor.Connect(Tenant, Required(AccessToken, nameof(AccessToken)), BaseUri, options, Name)
        : CloudCockpitVendor.Connect(Tenant, new ClientCredentials(ClientId, Required(ClientSecret, nameof(ClientSecret)), TokenUri, Scope), BaseUri, options, Name);
}
