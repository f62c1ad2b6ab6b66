using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Forgets connections and their secrets.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ProvisioningConnection", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectProvisioningConnectionCommand : PSCmdlet
{
    /// <summary>The names of the connections; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = null!;

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
                if (ShouldProcess(connection.Name, "Disconnect"))
                    ConnectionTable.Current.Remove(connection.Name);
            }

            if (!found && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(Abstractions.ErrorRecords.NoSuchConnection(name));
        }
    }
}
