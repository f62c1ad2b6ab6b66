using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Connects to SafeMobi.</summary>
/// <notes>
/// <para>Documented by the vendor: the token in the header Authentication (not Authorization). The base address https://files.safemobi.net/rest/v2/ is from its public help page. A refused token (401) ends a run.</para>
/// </notes>
/// <example>
/// <para>Connect to the sandbox</para>
/// <code>
/// Connect-SafeMobiService -AccountName main -BaseUri http://127.0.0.1:5080/safemobi/ -Token $env:SAFEMOBI_TOKEN
/// </code>
/// <para>Without -BaseUri the connection is to the vendor itself.</para>
/// </example>
/// <example>
/// <para>Keep the connection in a variable</para>
/// <code>
/// $mobile = Connect-SafeMobiService $env:SAFEMOBI_TOKEN -AccountName main -BaseUri http://127.0.0.1:5080/safemobi/ -Name Mobile -PassThru
/// New-SafeMobiAccount -Connection $mobile -ExternalId crm-30103 -Type Basic -AccountPlanId 1
/// </code>
/// </example>
/// <example>
/// <para>Give up on a slow call sooner, and do not retry</para>
/// <code>
/// Connect-SafeMobiService $env:SAFEMOBI_TOKEN -AccountName main -BaseUri http://127.0.0.1:5080/safemobi/ -TimeoutSec 20 -MaximumRetryCount 0
/// </code>
/// <para>A call that times out after it left is in doubt. A short time makes more of those.</para>
/// </example>
/// <seealso href="New-SafeMobiAccount"/>
[Cmdlet(VerbsCommunications.Connect, "SafeMobiService")]
[OutputType(typeof(Connection))]
public sealed class ConnectSafeMobiServiceCommand : ConnectAccountCommand
{
    /// <summary>The authentication token: a SecureString or text. Required. Sent as the header Authentication.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SecureText]
    public SecureString Token { get; set; } = null!;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) => SafeMobiVendor.Connect(Required(Token, nameof(Token)), BaseUri, options, Name);
}
