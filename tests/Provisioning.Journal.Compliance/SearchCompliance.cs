using System;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>What an administrator finds in a journal.</summary>
public abstract class SearchCompliance : StoreCompliance
{
    private static readonly string[] s_newestFirst = ["100%_done", "mobi-in-doubt", "mobi-confirmed", "crm-not-sent", "crm-rejected", "Crm-Confirmed"];

    private readonly Guid _secondRun;

    private protected SearchCompliance(IStoreBench bench)
        : base(bench)
    {
        Record(Run, "Crm-Confirmed", "CloudCockpit", OperationState.Confirmed, 0);
        Record(Run, "crm-rejected", "CloudCockpit", OperationState.Rejected, 1);
        Record(Run, "crm-not-sent", "CloudCockpit", OperationState.NotSent, 2);
        _secondRun = Begin().Run;
        Record(_secondRun, "mobi-confirmed", "SafeMobi", OperationState.Confirmed, 3);
        Record(_secondRun, "mobi-in-doubt", "SafeMobi", OperationState.InDoubt, 4);
        Record(_secondRun, "100%_done", "SafeMobi", OperationState.Confirmed, 5);
    }

    [Fact]
    public void Operations_are_listed_newest_first()
    {
        Assert.Equal(s_newestFirst, Keys(new OperationFilter()));
        Assert.Equal(6, Store.Count(new OperationFilter()));
    }

    [Fact]
    public void Those_of_the_same_moment_are_listed_the_last_first()
    {
        Claims(Store, Given.Start.AddMinutes(10), [.. Enumerable.Range(0, 5).Select(row => Given.Intent(Run, $"same-{row}"))]);

        Assert.Equal(["same-4", "same-3", "same-2", "same-1", "same-0"], Keys(new OperationFilter { Keys = ["same-*"] }));
    }

    [Fact]
    public void An_entry_shows_whose_it_is()
    {
        JournaledOperation entry = Assert.Single(Store.List(new OperationFilter { Keys = ["crm-rejected"] }));

        Assert.Equal(("CloudCockpit", "Customer.Create", "contoso.example", Given.Address), (entry.Vendor, entry.Operation, entry.Account, entry.BaseUri));
        Assert.Equal((Run, OperationKind.Create, Store.Location.Text), (entry.Run, entry.Kind, entry.Journal));
        Assert.True(Guid.TryParse(entry.CorrelationId, out _));
    }

    [Fact]
    public void An_account_that_has_no_name_shows_none()
    {
        Claim claim = Claim(Given.Intent(Run, "nameless") with { Scope = Given.Scope with { Account = string.Empty } });

        Assert.Null(Entry(claim.Id).Account);
    }

    [Theory]
    [InlineData("crm-*", "crm-not-sent", "crm-rejected", "Crm-Confirmed")]
    [InlineData("CRM-REJECTED", "crm-rejected")]
    [InlineData("mobi-?n-doubt", "mobi-in-doubt")]
    [InlineData("*confirmed", "mobi-confirmed", "Crm-Confirmed")]
    [InlineData("100%_done", "100%_done")]
    [InlineData("1%")]
    [InlineData("100__done")]
    [InlineData("*\\*")]
    [InlineData("'; DROP TABLE operations; --")]
    public void Keys_are_found_by_wildcards_in_any_case(string key, params string[] found)
    {
        Assert.Equal(found, Keys(new OperationFilter { Keys = [key] }));
        Assert.Equal(found.Length, Store.Count(new OperationFilter { Keys = [key] }));
    }

    [Fact]
    public void Filters_narrow_together_and_values_of_one_filter_widen()
    {
        OperationState[] notDone = [OperationState.NotSent, OperationState.Rejected];
        Assert.Equal(["crm-not-sent", "crm-rejected"], Keys(new OperationFilter { Vendors = ["cloudcockpit"], States = notDone }));
        Assert.Equal(["mobi-in-doubt", "crm-rejected"], Keys(new OperationFilter { Keys = ["mobi-in*", "*rejected"] }));
        Assert.Equal(s_newestFirst, Keys(new OperationFilter { Vendors = ["SafeMobi", "CloudCockpit"] }));
        Assert.Empty(Keys(new OperationFilter { Vendors = ["SafeMobi"], States = notDone }));
        Assert.Empty(Keys(new OperationFilter { Vendors = ["QuickHelp"] }));
    }

    [Fact]
    public void Those_of_a_run_and_those_of_given_numbers_are_found()
    {
        long[] ids = [.. Store.List(new OperationFilter { Keys = ["mobi-confirmed", "crm-rejected"] }).Select(static entry => entry.Id)];

        Assert.Equal(s_newestFirst.Take(3), Keys(new OperationFilter { Run = _secondRun }));
        Assert.Empty(Keys(new OperationFilter { Run = Guid.NewGuid() }));
        Assert.Equal(["mobi-confirmed", "crm-rejected"], Keys(new OperationFilter { Ids = [.. ids, 4711] }));
    }

    [Fact]
    public void Times_are_from_and_including_and_until_and_excluding()
    {
        Assert.Equal(s_newestFirst.Take(4), Keys(new OperationFilter { Since = Given.Start.AddMinutes(2) }));
        Assert.Equal(s_newestFirst.Skip(4), Keys(new OperationFilter { Before = Given.Start.AddMinutes(2) }));
    }

    [Fact]
    public void The_list_can_be_had_in_pages_and_the_count_is_of_all_of_them()
    {
        Assert.Equal(s_newestFirst.Take(2), Keys(new OperationFilter { First = 2 }));
        Assert.Equal(s_newestFirst.Skip(2).Take(2), Keys(new OperationFilter { Skip = 2, First = 2 }));
        Assert.Equal(s_newestFirst.Skip(5), Keys(new OperationFilter { Skip = 5 }));
        Assert.Empty(Keys(new OperationFilter { First = 0 }));
        Assert.Equal(6, Store.Count(new OperationFilter { Skip = 2, First = 2 }));
    }

    [Fact]
    public void What_a_live_run_sends_is_being_sent_and_what_a_killed_run_sent_is_in_doubt()
    {
        IRunLease killed = Begin();
        Claim(Given.Intent(Run, "at-work"), now: Given.Start.AddMinutes(6));
        Claim(Given.Intent(killed.Run, "left"), now: Given.Start.AddMinutes(7));
        Kill(killed);

        Assert.Equal(["at-work"], Keys(new OperationFilter { States = [OperationState.Sending] }));
        Assert.Equal(["left", "mobi-in-doubt"], Keys(new OperationFilter { States = [OperationState.InDoubt] }));
        Assert.Equal(2, Store.Count(new OperationFilter { States = [OperationState.InDoubt] }));
        JournaledOperation left = Assert.Single(Store.List(new OperationFilter { Keys = ["left"] }));
        Assert.Equal((OperationState.InDoubt, false), (left.State, left.IsHeld));
    }

    [Fact]
    public void What_a_run_had_not_finished_when_it_ended_is_in_doubt()
    {
        IRunLease ended = Begin();
        Claim(Given.Intent(ended.Run, "left"), now: Given.Start.AddMinutes(7));
        Store.EndRun(ended.Run, new RunCounts(), Given.Start.AddMinutes(8));
        Kill(ended);

        Assert.Equal(["left", "mobi-in-doubt"], Keys(new OperationFilter { States = [OperationState.InDoubt] }));
    }

    private void Record(Guid run, string key, string vendor, OperationState state, int minute)
    {
        DateTimeOffset now = Given.Start.AddMinutes(minute);
        Claim claim = Claim(Given.Intent(run, key) with { Scope = Given.Scope with { Vendor = vendor } }, now: now);
        Complete(Store, new Ended(state) { Id = claim.Id, Run = run }, now);
    }
}
