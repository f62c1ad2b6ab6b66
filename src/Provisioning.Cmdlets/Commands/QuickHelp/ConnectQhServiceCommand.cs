using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Vendors.QuickHelp;

namespace Provisioning.Cmdlets.Commands.QuickHelp;

/// <summary>Connects to QuickHelp.</summary>
/// <notes>
/// <para>
/// The vendor's document (Customer API V1.0) requires the header Ocp-Apim-Subscription-Key and calls the Customer API Key optional. The
/// base address https://qhapi.quickhelp.com/ is from the same document. A refused key (401) and an account below "Partner" (403) end a run.
/// </para>
/// </notes>
/// <example>
/// <para>Connect to the sandbox</para>
/// <code>
/// Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $env:QH_SUBSCRIPTION_KEY
/// </code>
/// <para>Without -BaseUri, the connection is to the vendor itself.</para>
/// </example>
/// <example>
/// <para>Keep the connection in a variable, with both keys</para>
/// <code>
/// $keys = @{ SubscriptionKey = $env:QH_SUBSCRIPTION_KEY; ApiKey = $env:QH_API_KEY }
/// $partner = Connect-QhService @keys -BaseUri http://127.0.0.1:5080/quickhelp/ -Name Partner -PassThru
/// New-QhCustomerAccount -Connection $partner -CompanyName 'Cordillera Mining Services' -RouteUrl cordillera
/// </code>
/// </example>
/// <example>
/// <para>Stay below the rate limit of a vendor</para>
/// <code>
/// $key = ConvertTo-SecureString $env:QH_SUBSCRIPTION_KEY -AsPlainText -Force
/// $limits = @{ RequestsPerSecond = 5; MaximumRetryCount = 8; TimeoutSec = 60 }
/// Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $key @limits
/// </code>
/// <para>The limit applies to all runs on the connection together, whatever their -ThrottleLimit.</para>
/// </example>
/// <seealso href="New-QhCustomerAccount"/>
[Cmdlet(VerbsCommunications.Connect, "QhService")]
[OutputType(typeof(Connection))]
public sealed class ConnectQhServiceCommand : ConnectAccountCommand
{
    /// <summary>
    /// The subscription key from your profile: a SecureString or text. Required. It is sent in the header Ocp-Apim-Subscription-Key.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SecureText]
    public SecureString SubscriptionKey { get; set; } = null!;

    /// <summary>
    /// The Customer API Key generated in the Admin Portal: a SecureString or text. It is sent in the header Authorization, without a
    /// scheme. Default: none; the header is not sent.
    /// </summary>
    [Parameter]
    [SecureText]
    public SecureString? ApiKey { get; set; }

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) =>
        QuickHelpVendor.Connect(Required(SubscriptionKey, nameof(SubscriptionKey)), Optional(ApiKey, nameof(ApiKey)), BaseUri, options, Name);
}
