using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Vendors;

namespace Provisioning.Cmdlets.Commands.Connections;

/// <summary>Tests connections with a call that changes nothing.</summary>
/// <remarks>
/// <para>
/// Makes one call per connection, without retries, and returns whether the vendor accepted the credentials. Nothing is changed, and nothing
/// is written to the journal. A connection that fails is not an error of the command: see Outcome, Error and Message of the result.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// CloudCockpit: a list of one customer (GET v1/Customers), with a token first if the connection uses client credentials. Reseller: the
/// balance of a customer that need not exist (POST admin/balance). SafeMobi: a list of one account (GET accounts). These calls are from the
/// vendors' public documentation. QuickHelp documents no call that changes nothing, so its connections are not tested.
/// </para>
/// </notes>
/// <example>
/// <para>Test the default connection of each vendor</para>
/// <code>
/// Test-ProvisioningConnection
/// </code>
/// </example>
/// <example>
/// <para>Test one connection before a run</para>
/// <code>
/// $test = Test-ProvisioningConnection Reseller
/// if ($test.Outcome -eq 'Fails') { throw $test.Message }
/// New-ResellerCustomer -Name HarborLights
/// </code>
/// </example>
/// <example>
/// <para>Test all connections</para>
/// <code>
/// Get-ProvisioningConnection | Test-ProvisioningConnection | Format-List
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningConnection"/>
/// <seealso href="Select-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
[Cmdlet(VerbsDiagnostic.Test, "ProvisioningConnection")]
[OutputType(typeof(ConnectionTestResult))]
public sealed class TestProvisioningConnectionCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private PipelineLog _log = null!;

    /// <summary>
    /// The connections: their names, not case-sensitive, or the objects that Get-ProvisioningConnection or a Connect cmdlet returns. Default:
    /// the default connection of each vendor.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.ShowDebugWithoutAsking();
        _log = new PipelineLog(this.IsSwitchedOn("Debug", "DebugPreference"));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Connection is null ? ConnectionTable.Current.Defaults : [Connection])
        {
            if (connection.IsClosed)
                WriteError(ErrorRecords.Closed(connection));
            else if (Test(connection) is { } result)
                WriteObject(result);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases resources.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private ConnectionTestResult? Test(Connection connection)
    {
        QueryDefinition<ConnectionTestRequest, string>? query =
            VendorRegistry.ConnectionTests.FirstOrDefault(query => query.Vendor == connection.Vendor);
        if (query is null)
        {
            return new ConnectionTestResult(
                connection,
                ConnectionTestOutcome.NotTested,
                $"{connection.Vendor.Name} documents no call that changes nothing, so no call was made. The first row shows whether the"
                + " credentials are accepted.");
        }

        using Connection once = connection.WithoutRetries();
        long start = TimeProvider.System.GetTimestamp();
        try
        {
            string message = _log.WaitFor(this, Ask(query, once));
            return new ConnectionTestResult(connection, ConnectionTestOutcome.Works, message) { Duration = Elapsed() };
        }
        catch (VendorApiException exception)
        {
            return new ConnectionTestResult(connection, ConnectionTestOutcome.Fails, exception.Message)
            {
                Error = exception.Error.ToString(),
                Duration = Elapsed(),
            };
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            _log.WriteTo(this);
        }

        TimeSpan Elapsed() => TimeProvider.System.GetElapsedTime(start);
    }

    private async Task<string> Ask(QueryDefinition<ConnectionTestRequest, string> query, Connection connection)
    {
        var executor = new QueryExecutor<ConnectionTestRequest, string>(query, ConnectionTestRequest.Instance, connection, _log);
        return await executor.ReadOneAsync(_stop.Token).ConfigureAwait(false) ?? query.Document;
    }
}
