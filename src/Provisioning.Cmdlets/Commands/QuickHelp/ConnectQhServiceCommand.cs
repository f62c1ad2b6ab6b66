using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Secrets;
using Provisioning.Vendors.QuickHelp;

namespace Provisioning.Cmdlets.Commands.QuickHelp;

/// <summary>Connects to QuickHelp.</summary>
/// <notes>
/// <para>The vendor's document (Customer API V1.0) requires the header Ocp-Apim-Subscription-Key and calls the Customer API Key optional. The base address https://qhapi.quickhelp.com/ is the document's. A refused key (401), and an account below "Partner" (403), end a run.</para>
/// </notes>
/// <example>
/// <para>Connect to the sandbox</para>
/// <code>
/// Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $env:QH_SUBSCRIPTION_KEY
/// </code>
/// <para>Without -BaseUri the connection is to the vendor itself.</para>
/// </example>
/// <example>
/// <para>Keep the connection in a variable, with both keys</para>
/// <code>
/// $partner = Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $env:QH_SUBSCRIPTION_KEY -ApiKey $env:QH_API_KEY -Name Partner -PassThru
/// New-QhCustomerAccount -Connection $partner -CompanyName 'Cordillera Mining Services' -RouteUrl cordillera
/// </code>
/// </example>
/// <example>
/// <para>Go easy on a vendor that limits calls</para>
/// <code>
/// $key = ConvertTo-SecureString $env:QH_SUBSCRIPTION_KEY -AsPlainText -Force
/// Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $key -RequestsPerSecond 5 -MaximumRetryCount 8 -TimeoutSec 60
/// </code>
/// <para>The cap holds for all runs on the connection together, whatever their -ThrottleLimit.</para>
/// </example>
/// <seealso href="New-QhCustomerAccount"/>
[Cmdlet(VerbsCommunications.Connect, "QhService")]
[OutputType(typeof(Connection))]
public sealed class ConnectQhServiceCommand : ConnectAccountCommand
{
    /// <summary>The subscription key, found in your profile: a SecureString or text. Required. Sent as the header Ocp-Apim-Subscription-Key.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SecureText]
    public SecureString SubscriptionKey { get; set; } = null!;

    /// <summary>The Customer API Key generated in the Admin Portal: a SecureString or text. Sent as the header Authorization, without a scheme before it. Default: none; the header is not sent.</summary>
    [Parameter]
    [SecureText]
    public SecureString? ApiKey { get; set; }

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) =>
        QuickHelpVendor.Connect(Required(SubscriptionKey, nameof(SubscriptionKey)), Secret.From(ApiKey), BaseUri, options, Name);
}
