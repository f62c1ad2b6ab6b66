using System.Collections.Generic;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Closes connections and forgets their secrets.</summary>
/// <remarks>
/// <para>
/// Closes connections of this runspace, overwrites their secrets in memory and closes their sockets. A connection that is still in a
/// variable can no longer be used. If a vendor's default connection is closed and there are others, the latest of them becomes the default,
/// and one line on the host says so.
/// </para>
/// </remarks>
/// <notes>
/// <para>No vendor documents a sign-out call, so none is made. A CloudCockpit token remains valid until it expires.</para>
/// </notes>
/// <example>
/// <para>Close one connection</para>
/// <code>
/// Disconnect-ProvisioningConnection QuickHelp
/// </code>
/// </example>
/// <example>
/// <para>Close all connections at the end of a runbook</para>
/// <code>
/// Get-ProvisioningConnection | Disconnect-ProvisioningConnection
/// </code>
/// </example>
/// <example>
/// <para>See which connections a wildcard matches</para>
/// <code>
/// Disconnect-ProvisioningConnection *e* -WhatIf
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningConnection"/>
/// <seealso href="Select-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
[Cmdlet(VerbsCommunications.Disconnect, "ProvisioningConnection", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectProvisioningConnectionCommand : PSCmdlet
{
    private IReadOnlyList<Connection> _defaults = [];

    /// <summary>The names of the connections, not case-sensitive. Wildcards are permitted. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.ShowDebugWithoutAsking();
        _defaults = ConnectionTable.Current.Defaults;
    }

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

    // Otherwise the next run would quietly go elsewhere.
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (string change in ConnectionText.OfChanges(_defaults, ConnectionTable.Current.Defaults))
            this.WriteHostLine(change);
    }
}
