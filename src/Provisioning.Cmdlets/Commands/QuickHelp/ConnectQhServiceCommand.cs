using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Vendors;
using Provisioning.Vendors.QuickHelp;

namespace Provisioning.Cmdlets.Commands.QuickHelp;

/// <summary>Connects to QuickHelp.</summary>
[Cmdlet(VerbsCommunications.Connect, "QhService")]
[OutputType(typeof(Connection))]
public sealed class ConnectQhServiceCommand : ConnectCommand
{
    /// <summary>The subscription key, found in your profile: a SecureString or text. Sent as the header Ocp-Apim-Subscription-Key.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SecureText]
    public SecureString SubscriptionKey { get; set; } = null!;

    /// <summary>The Customer API Key generated in the Admin Portal: a SecureString or text. Sent as the header Authorization, bare.</summary>
    [Parameter]
    [SecureText]
    public SecureString? ApiKey { get; set; }

    /// <inheritdoc/>
    protected override Vendor Vendor => QuickHelpVendor.Description;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) =>
        QuickHelpVendor.Connect(Required(SubscriptionKey, nameof(SubscriptionKey)), Secret.From(ApiKey), BaseUri, options, Name);
}
