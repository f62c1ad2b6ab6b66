using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Forgets connections and their secrets.</summary>
/// <remarks>
/// <para>Closes connections of this runspace, overwrites their secrets in memory and closes their sockets. A variable that still holds such a connection cannot be used any more.</para>
/// </remarks>
/// <notes>
/// <para>No vendor documents a sign-out call, so none is made: a CloudCockpit token stays valid at the vendor until it expires.</para>
/// </notes>
/// <example>
/// <para>Forget one connection</para>
/// <code>
/// Disconnect-ProvisioningConnection QuickHelp
/// </code>
/// </example>
/// <example>
/// <para>Forget all connections at the end of a runbook</para>
/// <code>
/// Get-ProvisioningConnection | Disconnect-ProvisioningConnection
/// </code>
/// </example>
/// <example>
/// <para>See which ones a wildcard finds</para>
/// <code>
/// Disconnect-ProvisioningConnection *e* -WhatIf
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
[Cmdlet(VerbsCommunications.Disconnect, "ProvisioningConnection", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectProvisioningConnectionCommand : PSCmdlet
{
    /// <summary>The names of the connections, in any case; wildcards are allowed. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ShowDebugWithoutAsking();

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
                if (this.Approves(connection.Name, "Disconnect"))
                    ConnectionTable.Current.Remove(connection.Name);
            }

            if (!found && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(ErrorRecords.NoSuchConnection(name));
        }
    }
}
