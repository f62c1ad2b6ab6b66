using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Sandbox.State;
using Xunit;

namespace Provisioning.Chaos.Tests;

/// <summary>A proof that cannot fail proves nothing: each disagreement is seen.</summary>
public sealed class ClaimsCheckerTests
{
    private static readonly ChaosRow _row = new(1, ChaosVendor.QuickHelp, "contoso");

    [Theory]
    [InlineData("Created", OperationState.Confirmed, 1)]
    [InlineData("Recovered", OperationState.Confirmed, 1)]
    [InlineData("Replayed", OperationState.Confirmed, 1)]
    [InlineData("Rejected", OperationState.Rejected, 0)]
    [InlineData("Throttled", OperationState.NotSent, 0)]
    [InlineData("NotSent", OperationState.NotSent, 0)]
    [InlineData("OutcomeUnknown", OperationState.InDoubt, 0)]
    [InlineData("OutcomeUnknown", OperationState.InDoubt, 1)]
    public void What_agrees_holds(string word, OperationState journal, int created) => Assert.Empty(Check([word], journal, created));

    [Theory]
    [InlineData("Created", OperationState.Confirmed, 0)]
    [InlineData("Created", OperationState.Confirmed, 2)]
    [InlineData("Created", OperationState.InDoubt, 1)]
    [InlineData("Created", null, 1)]
    [InlineData("Rejected", OperationState.Rejected, 1)]
    [InlineData("Rejected", OperationState.NotSent, 0)]
    [InlineData("Throttled", OperationState.NotSent, 1)]
    [InlineData("OutcomeUnknown", OperationState.Rejected, 0)]
    [InlineData("OutcomeUnknown", OperationState.Confirmed, 1)]
    [InlineData("AlreadyExists", OperationState.Rejected, 1)]
    [InlineData("HeldByAnotherRun", OperationState.Confirmed, 1)]
    public void What_does_not_agree_is_broken(string word, OperationState? journal, int created) => Assert.NotEmpty(Check([word], journal, created));

    [Fact]
    public void A_row_that_is_made_by_two_runs_is_broken() => Assert.NotEmpty(Check(["Created", "Recovered"], OperationState.Confirmed, 1));

    [Fact]
    public void A_row_that_is_done_and_then_sent_again_is_broken() => Assert.NotEmpty(Check(["Created", "OutcomeUnknown"], OperationState.Confirmed, 1));

    [Fact]
    public void A_row_that_is_refused_and_then_made_holds() => Assert.Empty(Check(["Rejected", "Created"], OperationState.Confirmed, 1));

    [Fact]
    public void A_row_that_nobody_speaks_of_is_broken() => Assert.NotEmpty(Check([], OperationState.Confirmed, 1));

    private static IReadOnlyList<string> Check(string[] words, OperationState? journal, int created)
    {
        var report = new ScenarioReport("test");
        IReadOnlyList<CreatedItem> items = [..
            Enumerable.Range(1, created).Select(static id => new CreatedItem("1", "create", _row.Key, null, id, null, default))];
        var duplicates = new DuplicateCounts(Math.Max(0, created - 1), 0);
        var vendor = new VendorSnapshot(created, created, duplicates, 1, items);
        var snapshot = new SandboxSnapshot(created, created, 0, duplicates, 1, 0, new Dictionary<string, long>(), new Dictionary<string,
            VendorSnapshot> { ["quickhelp"] = vendor });
        List<RunLog> runs = [.. words.Select(static word => new RunLog([new RowOutcome(1, word, 1, string.Empty)], Completed: true))];
        new ClaimsChecker(report, [_row]).Check(runs, new Holdings(snapshot), journal is { } state ? [Entry(state)] : []);
        return report.Broken;
    }

    private static JournaledOperation Entry(OperationState state) => new()
    {
        Id = 1,
        Vendor = nameof(ChaosVendor.QuickHelp),
        Operation = "Account.Create",
        Key = _row.Key,
        State = state,
        Created = default,
        Updated = default,
        BaseUri = "http://127.0.0.1/",
        Run = default,
        Journal = "journal.db",
    };
}
