using System;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Shows the progress of a run that takes longer than a second, at most five times per second.</summary>
internal sealed class RunProgress(string activity, TimeProvider time)
{
    private const int ActivityId = 1;
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = s_quiet;
    private bool _isShown;

    public void Update(Cmdlet cmdlet, ProvisioningRun run)
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        if (elapsed < _next)
            return;
        _next = elapsed + s_interval;
        _isShown = true;
        RunStatistics statistics = run.Statistics;
        TimeSpan? outage = run.OutageTimeLeft;
        double rate = (statistics.Done + statistics.Failed) / elapsed.TotalSeconds;
        string text = outage is { } left
            ? string.Format(
                CultureInfo.InvariantCulture,
                "{0} done, {1} failed, no connection: waiting for up to {2}:{3:00}",
                statistics.Done,
                statistics.Failed,
                (int)left.TotalMinutes,
                left.Seconds)
            : string.Format(CultureInfo.InvariantCulture, "{0} done, {1} failed, {2:0.#} rows/s", statistics.Done, statistics.Failed, rate);
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, text) { SecondsRemaining = outage is { } wait ? (int)wait.TotalSeconds : -1 });
    }

    public void Complete(Cmdlet cmdlet)
    {
        if (_isShown)
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "Completed") { RecordType = ProgressRecordType.Completed });
    }
}
