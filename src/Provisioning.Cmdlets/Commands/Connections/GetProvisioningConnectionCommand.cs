using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Lists the connections of this session, the latest last.</summary>
/// <remarks>
/// <para>Lists what the Connect cmdlets have opened in this runspace: name, vendor, base address, account and options. Secrets are not among them.</para>
/// </remarks>
/// <notes>
/// <para>A vendor's cmdlets use its latest connection unless -Connection names another.</para>
/// </notes>
/// <example>
/// <para>List all connections</para>
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
/// <para>See where each vendor's connection leads, and how fast it may go</para>
/// <code>
/// Get-ProvisioningConnection | Format-Table Name, Vendor, BaseUri, TimeoutSec, MaximumRetryCount, RequestsPerSecond
/// </code>
/// </example>
/// <seealso href="Disconnect-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
[Cmdlet(VerbsCommon.Get, "ProvisioningConnection")]
[OutputType(typeof(Connection))]
public sealed class GetProvisioningConnectionCommand : PSCmdlet
{
    /// <summary>The names of the connections, in any case; wildcards are allowed. Default: all.</summary>
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
