using System;
using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Vendors;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Connects to a reseller platform.</summary>
[Cmdlet(VerbsCommunications.Connect, "ResellerService", DefaultParameterSetName = NameAndPassword)]
[OutputType(typeof(Connection))]
public sealed class ConnectResellerServiceCommand : ConnectCommand
{
    private const string NameAndPassword = "NameAndPassword";
    private const string Pair = "Credential";

    /// <summary>The operator's address: https, or http to a loopback address. Each operator has a host of its own, so there is no default.</summary>
    [Parameter(Mandatory = true)]
    public override Uri? BaseUri { get; set; }

    /// <summary>The reseller's name: no spaces, no '@'.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameAndPassword)]
    public string ResellerName { get; set; } = null!;

    /// <summary>The reseller's password: a SecureString or text. Sent among the form fields of each call.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = NameAndPassword)]
    [SecureText]
    public SecureString ResellerPassword { get; set; } = null!;

    /// <summary>The reseller's name and password as a pair.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Pair)]
    [Credential]
    public PSCredential Credential { get; set; } = null!;

    /// <inheritdoc/>
    protected override Vendor Vendor => ResellerVendor.Description;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) => ParameterSetName == Pair
        ? ResellerVendor.Connect(Credential.UserName, Required(Credential.Password, nameof(Credential)), BaseUri!, options, Name)
        : ResellerVendor.Connect(ResellerName, Required(ResellerPassword, nameof(ResellerPassword)), BaseUri!, options, Name);
}
