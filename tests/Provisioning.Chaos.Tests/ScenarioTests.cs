using System;
using System.Threading.Tasks;
using Provisioning.Chaos.Scenarios;
using Xunit;

// Each scenario keeps all cores busy, and kills and locks depend on progress: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Provisioning.Chaos.Tests;

/// <summary>Every scenario of the proof, small; <c>build.ps1 -Task Chaos</c> runs them at full size.</summary>
public sealed class ScenarioTests
{
    private static readonly ChaosOptions _small = new() { Rows = 400, AtOnce = 16, Kills = 4, Seed = 7 };

    [Fact]
    public Task Under_every_fault_each_row_is_done_once_or_reported() => HoldsAsync(new FaultsScenario());

    [Fact]
    public Task Killed_again_and_again_it_is_resumed_without_a_duplicate() => HoldsAsync(new KillScenario());

    [Fact]
    public Task Two_processes_on_one_file_and_journal_send_nothing_twice() => HoldsAsync(new TwoAtOnceScenario());

    [Fact]
    public Task A_journal_that_cannot_be_used_ends_the_run_and_is_left_as_it_is() => HoldsAsync(new JournalFaultsScenario());

    [Fact]
    public Task A_step_of_the_system_clock_breaks_neither_waits_nor_holds() => HoldsAsync(new ClockScenario());

    [Fact]
    public Task A_stopped_run_is_completed_by_the_next() => HoldsAsync(new InterruptScenario());

    [Fact]
    public Task What_people_do_to_their_files_creates_nothing_twice_and_loses_nothing() => HoldsAsync(new PeopleScenario());

    [Fact]
    public Task Where_half_of_the_names_are_strangers_none_of_theirs_is_claimed() => HoldsAsync(new StrangersScenario());

    [Fact]
    public Task A_damaged_journal_creates_nothing_twice() => HoldsAsync(new DamageScenario());

    [Fact]
    public Task Credits_are_added_at_most_once_and_every_doubt_is_named() => HoldsAsync(new CreditsScenario());

    [Fact]
    public void All_scenarios_are_covered_here() => Assert.Equal(10, All.List.Count);

    private static async Task HoldsAsync(IScenario scenario)
    {
        var report = new ScenarioReport(scenario.Name);
        await scenario.RunAsync(_small, report);
        Assert.True(report.Holds, string.Join(Environment.NewLine, report.Broken));
    }
}
