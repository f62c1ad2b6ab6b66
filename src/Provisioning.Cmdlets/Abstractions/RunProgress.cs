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

    public void Update(Cmdlet cmdlet, RunStatistics statistics)
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        if (elapsed < _next)
            return;
        _next = elapsed + s_interval;
        _isShown = true;
        double rate = (statistics.Done + statistics.Failed) / elapsed.TotalSeconds;
        cmdlet.WriteProgress(new ProgressRecord(
            ActivityId,
            activity,
            string.Format(CultureInfo.InvariantCulture, "{0} done, {1} failed, {2:0.#} rows/s", statistics.Done, statistics.Failed, rate)));
    }

    public void Complete(Cmdlet cmdlet)
    {
        if (_isShown)
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "Completed") { RecordType = ProgressRecordType.Completed });
    }
}
