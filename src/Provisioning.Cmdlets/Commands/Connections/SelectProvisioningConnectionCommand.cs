using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Makes a connection the default of its vendor.</summary>
/// <remarks>
/// <para>
/// The vendor's cmdlets use the default connection, unless -Connection specifies another one. One line on the host says where that is, and as
/// whom. The defaults of other vendors do not change.
/// </para>
/// </remarks>
/// <notes>
/// <para>Connecting makes the new connection the default, too. A run that has started goes on with the connection that it started with.</para>
/// </notes>
/// <example>
/// <para>Go back to the first of two connections</para>
/// <code>
/// Connect-ResellerService harborline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/ -Name East
/// Connect-ResellerService ridgeline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/ -Name West
/// Select-ProvisioningConnection East
/// </code>
/// </example>
/// <example>
/// <para>Select a connection by its object</para>
/// <code>
/// $partner = Connect-QhService $env:QH_SUBSCRIPTION_KEY -BaseUri http://127.0.0.1:5080/quickhelp/ -Name Partner -PassThru
/// Connect-QhService $env:QH_SUBSCRIPTION_KEY -BaseUri http://127.0.0.1:5080/quickhelp/
/// Select-ProvisioningConnection $partner
/// </code>
/// </example>
/// <example>
/// <para>Select a connection from the pipeline and test it</para>
/// <code>
/// Get-ProvisioningConnection Cloud* | Select-ProvisioningConnection -PassThru | Test-ProvisioningConnection
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningConnection"/>
/// <seealso href="Test-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
[Cmdlet(VerbsCommon.Select, "ProvisioningConnection")]
[OutputType(typeof(Connection))]
public sealed class SelectProvisioningConnectionCommand : PSCmdlet
{
    /// <summary>
    /// The connection: its name, not case-sensitive, or the object that Get-ProvisioningConnection or a Connect cmdlet returns. Required.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection Connection { get; set; } = null!;

    /// <summary>Also returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ShowDebugWithoutAsking();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ConnectionTable table = ConnectionTable.Current;
        if (!table.All.Contains(Connection))
        {
            WriteError(Connection.IsClosed ? ErrorRecords.Closed(Connection) : ErrorRecords.NoSuchConnection(Connection.Name));
            return;
        }

        table.MakeDefault(Connection);
        this.WriteHostLine(ConnectionText.OfDefault(Connection));
        if (PassThru)
            WriteObject(Connection);
    }
}
