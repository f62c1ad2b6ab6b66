using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Gets the connections of this session, latest last.</summary>
/// <remarks>
/// <para>
/// Gets the connections that the Connect cmdlets created in this runspace, with their name, vendor, base address, account and options.
/// IsDefault marks the default connection of each vendor. Secrets are not included.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A vendor's cmdlets use its default connection, unless -Connection specifies another one. The default is the latest connection, unless
/// Select-ProvisioningConnection made another one the default.
/// </para>
/// </notes>
/// <example>
/// <para>Get all connections</para>
/// <code>
/// Get-ProvisioningConnection
/// </code>
/// </example>
/// <example>
/// <para>Find connections by name</para>
/// <code>
/// Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $env:QH_SUBSCRIPTION_KEY -Name Partner
/// Get-ProvisioningConnection Part*, Reseller
/// </code>
/// </example>
/// <example>
/// <para>See where the commands go that specify no connection</para>
/// <code>
/// Get-ProvisioningConnection | Where-Object IsDefault
/// </code>
/// </example>
/// <example>
/// <para>Show the address and the limits of each connection</para>
/// <code>
/// Get-ProvisioningConnection | Format-Table Name, Vendor, BaseUri, TimeoutSec, MaximumRetryCount, RequestsPerSecond
/// </code>
/// </example>
/// <seealso href="Select-ProvisioningConnection"/>
/// <seealso href="Test-ProvisioningConnection"/>
/// <seealso href="Disconnect-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
[Cmdlet(VerbsCommon.Get, "ProvisioningConnection")]
[OutputType(typeof(Connection))]
public sealed class GetProvisioningConnectionCommand : PSCmdlet
{
    /// <summary>The names of the connections, not case-sensitive. Wildcards are permitted. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            bool found = false;
            foreach (Connection connection in ConnectionTable.Current.All)
            {
                if (!pattern.IsMatch(connection.Name))
                    continue;
                found = true;
                WriteObject(connection);
            }

            if (!found && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(Abstractions.ErrorRecords.NoSuchConnection(name));
        }
    }
}
