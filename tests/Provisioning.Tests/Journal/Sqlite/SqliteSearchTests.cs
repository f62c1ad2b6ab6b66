using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>What an administrator does with a journal: look, settle, clear away.</summary>
public sealed class SqliteSearchTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] s_all = ["100%_done", "mobi-in-doubt", "mobi-confirmed", "reseller-not-sent", "reseller-rejected", "Reseller-Confirmed"];

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Connection _reseller = Make.Reseller(Make.ClosedPort());
    private readonly Connection _mobi = Make.SafeMobi(Make.ClosedPort());
    private DateTimeOffset _start;
    private Guid _secondRun;

    public async Task InitializeAsync()
    {
        _start = _time.GetUtcNow();
        using (RunJournal first = Journals.OpenRun(_folder.Journal, _time))
        {
            await RecordAsync(first, Make.Row(_reseller, Make.CustomerUser("Reseller-Confirmed")),
                new Ended(OperationState.Confirmed) { VendorId = "id-1", Attempts = 2 });
            await RecordAsync(first, Make.Row(_reseller, Make.CustomerUser("reseller-rejected")),
                new Ended(OperationState.Rejected) { Error = "AlreadyExists", Message = "taken", Attempts = 1 });
            await RecordAsync(first, Make.Row(_reseller, Make.CustomerUser("reseller-not-sent")), new Ended(OperationState.NotSent));
        }

        using RunJournal second = Journals.OpenRun(_folder.Journal, _time);
        _secondRun = second.Run;
        await RecordAsync(second, Make.Row(_mobi, Make.MobiAccount("mobi-confirmed")), new Ended(OperationState.Confirmed));
        await RecordAsync(second, Make.Row(_mobi, Make.MobiAccount("mobi-in-doubt")), new Ended(OperationState.InDoubt));
        await RecordAsync(second, Make.Row(_mobi, Make.MobiAccount("100%_done")), new Ended(OperationState.Confirmed));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _reseller.Dispose();
        _mobi.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Operations_are_listed_newest_first() => Assert.Equal(s_all, Keys(new OperationFilter()));

    [Fact]
    public void An_entry_shows_all_that_is_known()
    {
        using IJournalStore store = Journals.Open(_folder.Journal);

        JournaledOperation entry = Assert.Single(store.List(new OperationFilter { Keys = ["reseller-rejected"] }));

        Assert.Equal(("Reseller", "CustomerUser.Create", "acme", _reseller.BaseUri.AbsoluteUri), (entry.Vendor, entry.Operation, entry.Account, entry.BaseUri));
        Assert.Equal((OperationState.Rejected, "AlreadyExists", "taken", 1), (entry.State, entry.Error, entry.Message, entry.Attempts));
        Assert.Equal((_start.AddMinutes(1), _folder.Journal, false), (entry.Created, entry.Journal, entry.IsHeld));
        Assert.True(Guid.TryParse(entry.CorrelationId, out _));
    }

    [Theory]
    [InlineData("reseller-*", "reseller-not-sent", "reseller-rejected", "Reseller-Confirmed")]
    [InlineData("RESELLER-REJECTED", "reseller-rejected")]
    [InlineData("mobi-?n-doubt", "mobi-in-doubt")]
    [InlineData("*confirmed", "mobi-confirmed", "Reseller-Confirmed")]
    [InlineData("100%_done", "100%_done")]
    [InlineData("1%")]
    [InlineData("100__done")]
    [InlineData("*\\*")]
    [InlineData("'; DROP TABLE operations; --")]
    public void Keys_are_found_by_wildcards_in_any_case(string key, params string[] found) => Assert.Equal(found, Keys(new OperationFilter { Keys = [key] }));

    [Fact]
    public void Filters_narrow_together_and_values_of_one_filter_widen()
    {
        Assert.Equal(["reseller-not-sent", "reseller-rejected"],
            Keys(new OperationFilter { Vendors = ["reseller"], States = [OperationState.NotSent, OperationState.Rejected] }));
        Assert.Equal(["mobi-in-doubt", "reseller-rejected"], Keys(new OperationFilter { Keys = ["mobi-in*", "*rejected"] }));
        Assert.Equal(s_all.Take(3), Keys(new OperationFilter { Run = _secondRun }));
        Assert.Empty(Keys(new OperationFilter { Vendors = ["QuickHelp"] }));
    }

    [Fact]
    public void Times_are_from_and_including_and_until_and_excluding()
    {
        Assert.Equal(s_all.Take(4), Keys(new OperationFilter { Since = _start.AddMinutes(2) }));
        Assert.Equal(s_all.Skip(4), Keys(new OperationFilter { Before = _start.AddMinutes(2) }));
    }

    [Fact]
    public void The_list_can_be_had_in_pages()
    {
        Assert.Equal(s_all.Take(2), Keys(new OperationFilter { First = 2 }));
        Assert.Equal(s_all.Skip(2).Take(2), Keys(new OperationFilter { Skip = 2, First = 2 }));
        Assert.Equal(s_all.Skip(5), Keys(new OperationFilter { Skip = 5 }));
        Assert.Empty(Keys(new OperationFilter { First = 0 }));
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public void What_is_in_doubt_is_settled_once(OperationState state)
    {
        using IJournalStore store = Journals.Open(_folder.Journal);
        long id = Assert.Single(store.List(new OperationFilter { States = [OperationState.InDoubt] })).Id;

        Assert.True(store.Settle(id, state, "found-id"));
        Assert.False(store.Settle(id, OperationState.NotSent, null));

        JournaledOperation entry = Assert.Single(store.List(new OperationFilter { Ids = [id] }));
        Assert.Equal((state, "found-id", "Settled manually."), (entry.State, entry.VendorId, entry.Message));
    }

    [Theory]
    [InlineData("mobi-confirmed")]
    [InlineData("reseller-rejected")]
    [InlineData("reseller-not-sent")]
    public void What_is_not_in_doubt_cannot_be_settled(string key)
    {
        using IJournalStore store = Journals.Open(_folder.Journal);
        JournaledOperation before = Assert.Single(store.List(new OperationFilter { Keys = [key] }));

        Assert.False(store.Settle(before.Id, OperationState.NotSent, "other"));

        Assert.Equal((before.State, before.VendorId), Keyed(store, key));
    }

    [Fact]
    public async Task What_a_live_run_works_on_can_be_neither_settled_nor_removed_and_after_that_run_it_is_in_doubt()
    {
        JournaledOperation entry;
        using (RunJournal run = Journals.OpenRun(_folder.Journal, _time))
        {
            await run.ClaimAsync(Make.Row(_mobi, Make.MobiAccount("at-work")), force: false);
            using IJournalStore during = Journals.Open(_folder.Journal);
            entry = Assert.Single(during.List(new OperationFilter { States = [OperationState.Sending] }));
            Assert.Equal(("at-work", true), (entry.Key, entry.IsHeld));
            Assert.False(during.Settle(entry.Id, OperationState.NotSent, null));
            Assert.Equal(0, during.Remove(entry.Id));
        }

        using IJournalStore after = Journals.Open(_folder.Journal);
        Assert.Equal(["at-work", "mobi-in-doubt"], Keys(new OperationFilter { States = [OperationState.InDoubt] }));
        Assert.True(after.Settle(entry.Id, OperationState.NotSent, null));
    }

    [Fact]
    public async Task What_was_removed_is_unknown_to_the_next_run()
    {
        using IJournalStore store = Journals.Open(_folder.Journal);
        long[] ids = [.. store.List(new OperationFilter { Vendors = ["Reseller"] }).Select(entry => entry.Id)];

        Assert.Equal(3, store.Remove([.. ids, 4711]));

        Assert.Equal(s_all.Take(3), Keys(new OperationFilter()));
        using RunJournal run = Journals.OpenRun(_folder.Journal, _time);
        Assert.Equal(ClaimKind.Send, (await run.ClaimAsync(Make.Row(_reseller, Make.CustomerUser("Reseller-Confirmed")), force: false)).Kind);
    }

    [Fact]
    public void Records_that_make_no_sense_are_reported_as_damage()
    {
        Database.Execute(_folder.Journal, "PRAGMA foreign_keys = OFF; UPDATE operations SET run = 'garbage'");
        using IJournalStore store = Journals.Open(_folder.Journal);

        VendorApiException error = Assert.Throws<VendorApiException>(() => store.List(new OperationFilter()));

        Assert.Contains("it is damaged", error.Message, StringComparison.Ordinal);
    }

    private static (OperationState State, string? VendorId) Keyed(IJournalStore store, string key)
    {
        JournaledOperation entry = Assert.Single(store.List(new OperationFilter { Keys = [key] }));
        return (entry.State, entry.VendorId);
    }

    private async Task RecordAsync(RunJournal journal, PreparedOperation row, Ended ended)
    {
        Claim claim = await journal.ClaimAsync(row, force: false);
        await journal.CompleteAsync(claim.Id, ended);
        _time.Advance(TimeSpan.FromMinutes(1));
    }

    private IEnumerable<string> Keys(OperationFilter filter)
    {
        using IJournalStore store = Journals.Open(_folder.Journal);
        return store.List(filter).Select(entry => entry.Key);
    }
}
