using System;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Reports;
using Xunit;

namespace Provisioning.Tests.Reports;

/// <summary>What the rows of a report add up to.</summary>
public sealed class ReportSummaryTests
{
    [Fact]
    public void Rows_are_counted_by_what_became_of_them()
    {
        JournaledRun run = Given.Run(5);
        ReportSummary summary = Given.Report(
            run,
            Given.Row(run, 1),
            Given.Row(run, 2),
            Given.Row(run, 3, RowStatus.Replayed),
            Given.Row(run, 4, RowStatus.Failed, error: "AlreadyExists"),
            Given.Row(run, 5, RowStatus.InDoubt)).Summary;

        Assert.Equal(["Created 2", "Replayed 1", "Failed 1", "In doubt 1"], summary.Counts.Select(static count => $"{count.Label} {count.Count}"));
        Assert.Equal((5, 5, 1, 1), (summary.Rows, summary.Calls, summary.OpenFailures, summary.OpenDoubts));
        Assert.Equal(("AlreadyExists", 1, 4), summary.Errors.Select(static group => (group.Error, group.Count, group.FirstRows[0])).Single());
    }

    [Fact]
    public void A_row_that_took_two_operations_counts_once_as_what_its_worse_one_is()
    {
        JournaledRun run = Given.Run(1);
        RunRow second = Given.Row(run, 1, RowStatus.Failed);
        second = new RunRow
        {
            Run = run.Run, RowNumber = 1, Operation = "Customer.Activate", Kind = OperationKind.Update, Status = RowStatus.Failed, Error = second.Error,
        };

        ReportSummary summary = Given.Report(run, Given.Row(run, 1), second).Summary;

        Assert.Equal((1, 1), (summary.Rows, summary.Count(RowStatus.Failed)));
    }

    [Fact]
    public void Two_rows_with_the_same_number_count_twice()
    {
        JournaledRun run = Given.Run(2);

        Assert.Equal(2, Given.Report(run, Given.Row(run, 1), Given.Row(run, 1)).Summary.Rows);
    }

    [Fact]
    public void Rows_that_the_journal_no_longer_has_are_said_to_be_missing()
    {
        JournaledRun run = Given.Run(10);
        ReportSummary summary = Given.Report(run, Given.Row(run, 1)).Summary;

        Assert.Contains("counted 10 rows, of which the journal has 1", ReportVerdict.Missing(summary));
        Assert.Null(ReportVerdict.Missing(Given.Report(Given.Run(1), Given.Row(run, 1)).Summary));
    }

    [Fact]
    public void Runs_at_the_same_time_share_a_timeline_and_runs_after_a_long_pause_have_their_own()
    {
        JournaledRun[] runs = [Given.Run(), Given.Run(started: Given.Start.AddSeconds(30)), Given.Run(started: Given.Start.AddDays(1))];

        Timeline[] lines = [.. Timeline.Of(runs)];

        Assert.Equal([2, 1], lines.Select(static line => line.Runs.Count));
        Assert.Equal(TimeSpan.FromSeconds(130), lines[0].End - lines[0].Start);
        Assert.All(lines, static line => Assert.InRange(line.Done.Length, 1, 60));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(59)]
    [InlineData(86400 * 3)]
    [InlineData(86400.0 * 400)]
    public void A_timeline_has_at_most_60_steps_and_takes_what_lies_outside(double seconds)
    {
        JournaledRun run = Given.Run(state: RunState.Interrupted);
        var other = new JournaledRun
        {
            Run = run.Run, State = run.State, Started = run.Started, LastActive = run.Started.AddSeconds(seconds), User = run.User, Computer = run.Computer,
            Process = 1, Command = run.Command, Vendor = run.Vendor, Connection = run.Connection, BaseUri = run.BaseUri, Created = 0, Recovered = 0,
            Replayed = 0, Existing = 0, Failed = 0, InDoubt = 0, NotStarted = 0, Journal = run.Journal,
        };

        Timeline line = Timeline.Of([other]).Single();
        line.Add(run.Started.AddDays(-1), isDone: true);
        line.Add(run.Started.AddDays(4000), isDone: false);

        Assert.InRange(line.Done.Length, 1, 60);
        Assert.Equal((1, 1), (line.Done[0], line.NotDone[^1]));
    }

    [Fact]
    public void Latencies_are_known_to_the_millisecond_below_a_second_and_to_a_hundredth_above()
    {
        var latencies = new LatencyHistogram();
        for (int number = 1; number <= 100; number++)
            latencies.Add(TimeSpan.FromMilliseconds(number == 100 ? 31_000 : number));

        Assert.Equal((50d, 95d), (latencies.Within(0.5).TotalMilliseconds, latencies.Within(0.95).TotalMilliseconds));
        Assert.InRange(latencies.Within(1).TotalSeconds, 30.6, 31);
        Assert.Equal(TimeSpan.FromSeconds(31), latencies.Longest);
        Assert.Equal(100, latencies.Classes().Sum(static part => part.Count));
        LatencyClass last = latencies.Classes()[^1];
        Assert.Equal((20d, 50d, 1L), (last.From.TotalSeconds, last.To.TotalSeconds, last.Count));
    }
}
