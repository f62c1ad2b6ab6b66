using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Waits until the providers of CloudCockpit customers have set them up.</summary>
/// <remarks>
/// <para>
/// A customer is created before its providers have set it up. All customers of the pipeline are watched at once, and each is returned as
/// soon as none of its providers is Processing, so the order is not that of the input. A provider that failed causes the error
/// ProviderFailed with its reason; its customer is returned all the same. A customer that is not set up in time causes the error
/// WaitTimedOut, and is not returned.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: GET v1/Customers/{customerId}, and the states Processing, Success and Failed. A customer is read
/// again after 1 s, and then at intervals that grow up to 30 s. Nothing is changed, and nothing is written to the journal.
/// </para>
/// </notes>
/// <example>
/// <para>Create the customers of a file, and wait until they are set up</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer | Wait-CcCustomer | Export-Csv ready.csv
/// </code>
/// </example>
/// <example>
/// <para>See which providers failed</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $customers = Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer
/// $ready = $customers | Wait-CcCustomer -TimeoutSec 300 -ErrorVariable failed -ErrorAction SilentlyContinue
/// $failed | Format-Table TargetObject, Exception
/// </code>
/// </example>
/// <example>
/// <para>See which customers are not set up yet</para>
/// <code>
/// Get-CcCustomer -ExcludeDeleted | Wait-CcCustomer -TimeoutSec 0 -ErrorVariable waiting -ErrorAction SilentlyContinue | Out-Null
/// $waiting.TargetObject.CompanyName
/// </code>
/// </example>
/// <seealso href="New-CcCustomer"/>
/// <seealso href="Restart-CcProviderCustomer"/>
[Cmdlet(VerbsLifecycle.Wait, "CcCustomer")]
[OutputType(typeof(CloudCockpitCustomer))]
public sealed class WaitCcCustomerCommand : VendorCommand, IDisposable
{
    private const int ActivityId = 1;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private Watch<CloudCockpitQuery, CloudCockpitCustomer>? _watch;
    private int _added;

    /// <summary>The customer's ID. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("CustomerId")]
    public Guid? Id { get; set; }

    /// <summary>How many seconds to wait for one customer, 0 to 86400. With 0, each is read once. Default: 600.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>Maximum number of calls at once, 1 to 256. Default: 8.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    internal override Vendor Vendor => CloudCockpitVendor.Description;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var options = new WatchOptions<CloudCockpitCustomer>(
            static customer => !customer.IsProcessing, TimeSpan.FromSeconds(TimeoutSec), ThrottleLimit);
        _watch = new Watch<CloudCockpitQuery, CloudCockpitCustomer>(CloudCockpitQueries.ReadCustomer, Chosen, options, Log);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _watch!.Add(new CloudCockpitQuery { Id = Id }, _stop.Token);
        _added++;
        Drain();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        long start = TimeProvider.System.GetTimestamp();
        bool isShown = false;
        while (_watch!.Count > 0 && !_stop.IsCancellationRequested)
        {
            _watch.WaitForNext(s_pause);
            Drain();
            if (TimeProvider.System.GetElapsedTime(start).TotalSeconds < 1)
                continue;
            isShown = true;
            string text = string.Format(CultureInfo.InvariantCulture, "{0} of {1} set up", _added - _watch.Count, _added);
            WriteProgress(new ProgressRecord(ActivityId, "Waiting for CloudCockpit's providers", text)
            {
                PercentComplete = (_added - _watch.Count) * 100 / _added,
            });
        }

        if (isShown)
            WriteProgress(new ProgressRecord(ActivityId, "Waiting for CloudCockpit's providers", "Completed") { RecordType = ProgressRecordType.Completed });
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends the watch.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _watch?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Drain()
    {
        Log.WriteTo(this);
        while (_watch!.TryTake(out Watched<CloudCockpitQuery, CloudCockpitCustomer>? ended))
            Write(ended!);
    }

    private void Write(Watched<CloudCockpitQuery, CloudCockpitCustomer> ended)
    {
        if (ended.Error is { EndsRun: true } fatal)
            ThrowTerminatingError(ErrorRecords.Of(fatal, ended.Request.Id));
        if (ended.Error is { } error)
        {
            WriteError(ErrorRecords.Of(error, ended.Request.Id));
            return;
        }

        if (ended.IsOutOfTime)
        {
            WriteError(CcErrors.NotReadyInTime(ended.Item, ended.Request.Id, TimeoutSec));
            return;
        }

        WriteObject(ended.Item);
        foreach (CloudCockpitProviderCustomer provider in ended.Item!.FailedProviders)
            WriteError(CcErrors.ProviderFailed(ended.Item, provider));
    }
}
