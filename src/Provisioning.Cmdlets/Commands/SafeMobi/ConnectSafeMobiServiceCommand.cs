using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Connects to SafeMobi.</summary>
/// <remarks>
/// <para>
/// With -ApiKey, the token is fetched when the first row needs it. It is renewed before its 240 minutes end, and once if the vendor refuses
/// it, for all waiting calls together. The journal recognizes the account by the key. With -Token, the run ends when the token does, and
/// -AccountName is required, because each token is another one.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// Documented by the vendor: that the token is sent in the header Authentication (not Authorization). The base address
/// https://files.safemobi.net/rest/v2/, the call that fetches a token (GET authentication/getapitoken), and its lifetime are from the public
/// help page. The vendor wants the API key in the address of that call. No error, log or trace shows the address.
/// </para>
/// </notes>
/// <example>
/// <para>Connect with an API key</para>
/// <code>
/// Connect-SafeMobiService -ApiKey $env:SAFEMOBI_API_KEY -BaseUri http://127.0.0.1:5080/safemobi/
/// Get-SafeMobiAccount -First 10
/// </code>
/// </example>
/// <example>
/// <para>Connect to the sandbox</para>
/// <code>
/// Connect-SafeMobiService -AccountName main -BaseUri http://127.0.0.1:5080/safemobi/ -Token $env:SAFEMOBI_TOKEN
/// </code>
/// <para>Without -BaseUri, the connection is to the vendor itself.</para>
/// </example>
/// <example>
/// <para>Keep the connection in a variable</para>
/// <code>
/// $mobile = Connect-SafeMobiService $env:SAFEMOBI_TOKEN -AccountName main -BaseUri http://127.0.0.1:5080/safemobi/ -Name Mobile -PassThru
/// New-SafeMobiAccount -Connection $mobile -ExternalId crm-30103 -Type Basic -AccountPlanId 1
/// </code>
/// </example>
/// <example>
/// <para>Use a shorter time limit, and do not retry</para>
/// <code>
/// $limits = @{ TimeoutSec = 20; MaximumRetryCount = 0 }
/// Connect-SafeMobiService $env:SAFEMOBI_TOKEN -AccountName main -BaseUri http://127.0.0.1:5080/safemobi/ @limits
/// </code>
/// <para>A call that times out after it was sent is in doubt. A short time limit causes more such calls.</para>
/// </example>
/// <seealso href="New-SafeMobiAccount"/>
[Cmdlet(VerbsCommunications.Connect, "SafeMobiService", DefaultParameterSetName = ByToken)]
[OutputType(typeof(Connection))]
public sealed class ConnectSafeMobiServiceCommand : ConnectAccountCommand
{
    private const string ByToken = "Token";
    private const string ByApiKey = "ApiKey";

    /// <summary>
    /// An existing authentication token: a SecureString or text. Required in its parameter set. It is sent in the header Authentication, and
    /// cannot be renewed.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByToken)]
    [SecureText]
    public SecureString Token { get; set; } = null!;

    /// <summary>
    /// The API key, which is made in the vendor's dashboard: a SecureString or text. Required in its parameter set. The token is fetched on
    /// first use, and renewed.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByApiKey)]
    [SecureText]
    public SecureString ApiKey { get; set; } = null!;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) => ParameterSetName == ByApiKey
        ? SafeMobiVendor.ConnectWithKey(Required(ApiKey, nameof(ApiKey)), BaseUri, options, Name)
        : SafeMobiVendor.Connect(Required(Token, nameof(Token)), BaseUri, options, Name);
}
