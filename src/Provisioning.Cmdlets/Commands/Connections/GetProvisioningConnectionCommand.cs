using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Lists the connections of this session, the latest last.</summary>
[Cmdlet(VerbsCommon.Get, "ProvisioningConnection")]
[OutputType(typeof(Connection))]
public sealed class GetProvisioningConnectionCommand : PSCmdlet
{
    /// <summary>The names of the connections; wildcards are allowed. Default: all.</summary>
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
