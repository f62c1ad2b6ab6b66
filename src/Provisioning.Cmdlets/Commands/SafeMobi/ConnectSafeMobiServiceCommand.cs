using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Vendors;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Connects to SafeMobi.</summary>
[Cmdlet(VerbsCommunications.Connect, "SafeMobiService")]
[OutputType(typeof(Connection))]
public sealed class ConnectSafeMobiServiceCommand : ConnectCommand
{
    /// <summary>The authentication token: a SecureString or text. Sent as the header Authentication.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SecureText]
    public SecureString Token { get; set; } = null!;

    /// <inheritdoc/>
    protected override Vendor Vendor => SafeMobiVendor.Description;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) => SafeMobiVendor.Connect(Required(Token, nameof(Token)), BaseUri, options, Name);
}
