using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>
/// The base class of cmdlets that call a vendor. It provides the connection, and a log that writes to PowerShell's streams.
/// </summary>
/// <seealso href="about_Provisioning"/>
public abstract class VendorCommand : PSCmdlet
{
    private Connection? _connection;
    private PipelineLog? _log;

    /// <summary>
    /// The connection to use: its name, or the object that a Connect cmdlet returns with -PassThru. Default: the vendor's default
    /// connection, which is the latest one unless Select-ProvisioningConnection made another one the default.
    /// </summary>
    [Parameter]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>The vendor that the command calls.</summary>
    internal abstract Vendor Vendor { get; }

    /// <summary>The connection to use.</summary>
    private protected Connection Chosen => _connection!;

    /// <summary>Receives the messages of worker threads.</summary>
    private protected PipelineLog Log => _log!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.ShowDebugWithoutAsking();
        _log = new PipelineLog(this.IsSwitchedOn("Debug", "DebugPreference"));
        _connection = Connection ?? ConnectionTable.Current.Default(Vendor);
        if (_connection is null)
            ThrowTerminatingError(ErrorRecords.NotConnected(Vendor));
        if (_connection!.Vendor != Vendor)
            ThrowTerminatingError(ErrorRecords.WrongVendor(_connection, Vendor));
        if (_connection.IsClosed)
            ThrowTerminatingError(ErrorRecords.Closed(_connection));
    }
}
