using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Xunit;

namespace Provisioning.Tests.Journal;

/// <summary>What to do with a claim of an operation that the journal knows, for every case that there is.</summary>
public sealed class ClaimPolicyTests
{
    /// <summary>Each case is judged by exactly one line; <c>*</c> stands for anything.</summary>
    private const string Table =
        """
        state      data   run    forced  kind    claim
        Sending    *      own    *       *       Held
        Sending    *      alive  *       *       Held
        Sending    same   dead   *       *       Recover
        Sending    other  dead   *       *       OtherData
        InDoubt    same   *      *       *       Recover
        InDoubt    other  *      *       *       OtherData
        Confirmed  same   *      no      *       Replay
        Confirmed  other  *      no      *       OtherData
        Confirmed  *      *      yes     Create  Send
        Confirmed  same   *      yes     Update  Replay
        Confirmed  other  *      yes     Update  OtherData
        Confirmed  same   *      yes     Delete  Replay
        Confirmed  other  *      yes     Delete  OtherData
        Confirmed  same   *      yes     Add     Replay
        Confirmed  other  *      yes     Add     OtherData
        Rejected   *      *      *       *       Send
        NotSent    *      *      *       *       Send
        Removed    *      *      *       *       Send
        Undone     same   *      no      *       Undone
        Undone     other  *      no      *       Send
        Undone     *      *      yes     *       Send
        """;

    private static readonly long s_now = Given.Start.ToUnixTimeMilliseconds();
    private static readonly Guid s_otherRun = Guid.NewGuid();
    private static readonly Guid s_knownId = Guid.NewGuid();

    public static TheoryData<OperationState, string, string, string, OperationKind> Cases
    {
        get
        {
            var cases = new TheoryData<OperationState, string, string, string, OperationKind>();
            foreach (OperationState state in Enum.GetValues<OperationState>())
            {
                foreach (string data in new[] { "same", "other" })
                {
                    foreach (string run in new[] { "own", "alive", "dead" })
                    {
                        foreach (string forced in new[] { "no", "yes" })
                        {
                            foreach (OperationKind kind in Enum.GetValues<OperationKind>())
                                cases.Add(state, data, run, forced, kind);
                        }
                    }
                }
            }

            return cases;
        }
    }

    [Fact]
    public void The_table_covers_every_case() => Assert.Equal(7 * 2 * 3 * 2 * 4, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_claim_is_judged_by_the_table(OperationState state, string data, string run, string forced, OperationKind kind)
    {
        (Intent intent, KnownOperation known) = Make(state, data, run, forced, kind);

        Claim claim = ClaimPolicy.Decide(intent, known, isRunAlive: run == "alive", s_now);

        Assert.Equal(Expected([state.ToString(), data, run, forced, kind.ToString()]), claim.Kind.ToString());
        Assert.Equal((known.Id, known), (claim.Id, claim.Known));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_sent_has_the_rows_correlation_and_anything_else_keeps_its_own(
        OperationState state, string data, string run, string forced, OperationKind kind)
    {
        (Intent intent, KnownOperation known) = Make(state, data, run, forced, kind);

        Claim claim = ClaimPolicy.Decide(intent, known, isRunAlive: run == "alive", s_now);

        Assert.Equal(claim.Kind == ClaimKind.Send ? intent.CorrelationId : known.CorrelationId, claim.CorrelationId);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_what_the_vendor_had_and_is_created_again_gets_a_new_id(
        OperationState state, string data, string run, string forced, OperationKind kind)
    {
        (Intent intent, KnownOperation known) = Make(state, data, run, forced, kind);

        Claim claim = ClaimPolicy.Decide(intent, known, isRunAlive: run == "alive", s_now);

        bool isNew = claim.Kind == ClaimKind.Send && (claim.IsAnother || state is OperationState.Removed or OperationState.Undone);
        Assert.Equal(isNew ? intent.ProposedId : s_knownId, claim.ChosenId);
        Assert.Equal(claim.Kind == ClaimKind.Send && state == OperationState.Confirmed, claim.IsAnother);
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.InDoubt)]
    public void An_id_that_the_row_chose_comes_before_any_other(OperationState state)
    {
        var chosen = Guid.NewGuid();
        (Intent intent, KnownOperation known) = Make(state, "same", "dead", "yes", OperationKind.Create);

        Assert.Equal(chosen, ClaimPolicy.Decide(intent with { ChosenId = chosen }, known, isRunAlive: false, s_now).ChosenId);
        Assert.Equal(chosen, ClaimPolicy.New(intent with { ChosenId = chosen }, 1).ChosenId);
    }

    [Fact]
    public void An_operation_that_is_new_is_sent_under_the_proposed_id()
    {
        Intent intent = Given.Intent(Guid.NewGuid(), "crm-1");

        Claim claim = ClaimPolicy.New(intent, 7);

        Assert.Equal((ClaimKind.Send, 7L, intent.ProposedId, intent.CorrelationId), (claim.Kind, claim.Id, claim.ChosenId, claim.CorrelationId));
        Assert.False(claim.IsAnother);
    }

    [Fact]
    public void A_state_that_nobody_knows_is_damage()
    {
        (Intent intent, KnownOperation known) = Make((OperationState)77, "same", "dead", "no", OperationKind.Create);

        Assert.Throws<FormatException>(() => ClaimPolicy.Decide(intent, known, isRunAlive: false, s_now));
    }

    [Theory]
    [InlineData(Delivery.Confirmed, OperationState.Confirmed)]
    [InlineData(Delivery.Unknown, OperationState.InDoubt)]
    [InlineData(Delivery.Rejected, OperationState.Rejected)]
    [InlineData(Delivery.NotSent, OperationState.NotSent)]
    [InlineData(Delivery.Throttled, OperationState.NotSent)]
    public void A_call_leaves_a_state(Delivery delivery, OperationState state) => Assert.Equal(state, ClaimPolicy.StateAfter(delivery));

    /// <summary>Which of two operations of one customer a row is about: <c>1</c> is the older one.</summary>
    [Theory]
    [InlineData("Confirmed same", "InDoubt same", "no", 2)]
    [InlineData("Confirmed same", "InDoubt other", "no", 1)]
    [InlineData("Confirmed other", "InDoubt same", "no", 2)]
    [InlineData("Confirmed other", "InDoubt other", "no", 2)]
    [InlineData("Confirmed same", "Sending other", "no", 1)]
    [InlineData("Confirmed same", "Rejected same", "no", 1)]
    [InlineData("Confirmed other", "Rejected same", "no", 1)]
    [InlineData("Confirmed other", "NotSent same", "no", 1)]
    [InlineData("Confirmed same", "Confirmed same", "no", 2)]
    [InlineData("Confirmed same", "Confirmed other", "no", 1)]
    [InlineData("Confirmed other", "Confirmed same", "no", 2)]
    [InlineData("Rejected same", "NotSent other", "no", 2)]
    [InlineData("Confirmed same", "InDoubt same", "yes", 2)]
    [InlineData("Confirmed same", "InDoubt other", "yes", 2)]
    [InlineData("InDoubt other", "Confirmed same", "yes", 1)]
    [InlineData("Confirmed same", "Rejected other", "yes", 2)]
    [InlineData("Confirmed same", "Confirmed other", "yes", 2)]
    public void Of_several_operations_of_one_customer_the_one_that_the_row_is_about_is_chosen(string older, string newer, string again, int chosen)
    {
        Intent intent = Given.Intent(Guid.NewGuid(), "crm-1") with { CreatesAgain = again == "yes" };
        KnownOperation[] known = [Known(1, older), Known(2, newer)];

        Assert.Equal((chosen, NameRelation.Same), ((int)ClaimPolicy.Find(intent, known).Known!.Id, ClaimPolicy.Find(intent, known).Relation));
        Assert.Equal(chosen, ClaimPolicy.Choose(intent, [known[1], known[0]]).Id);

        KnownOperation Known(long id, string what) => new(
            id, Enum.Parse<OperationState>(what.Split(' ')[0]), s_otherRun, what.EndsWith("same",
                StringComparison.Ordinal) ? intent.Fingerprint : "other", "known")
        {
            Names = intent.Names,
        };
    }

    [Theory]
    [InlineData("contoso", "contoso", false)]
    [InlineData("caf\u00e9", "cafe\u0301", true)]
    [InlineData("contoso", "contoso ", true)]
    [InlineData("contoso", "con\u200btoso", true)]
    public void A_doubt_says_whether_its_call_was_spelled_otherwise(string sent, string given, bool isOtherwise)
    {
        (Intent intent, KnownOperation known) = Make(OperationState.InDoubt, "same", "dead", "no", OperationKind.Create);

        Claim claim = ClaimPolicy.Decide(
            intent with { Names = [new("customer", given)] }, known with { Names = [new("customer", sent)] }, isRunAlive: false, s_now);

        Assert.Equal(isOtherwise, claim.IsSpelledOtherwise);
    }

    /// <summary>In seconds: how long ago the record was changed, with calls of 100 s; and how long the call has been over.</summary>
    [Theory]
    [InlineData(OperationState.InDoubt, 0, 0)]
    [InlineData(OperationState.InDoubt, 7, 7)]
    [InlineData(OperationState.InDoubt, -3600, 0)]
    [InlineData(OperationState.Sending, 0, -100)]
    [InlineData(OperationState.Sending, 99, -100)]
    [InlineData(OperationState.Sending, 900, -100)]
    [InlineData(OperationState.Sending, 980, -20)]
    [InlineData(OperationState.Sending, 1010, 10)]
    [InlineData(OperationState.Sending, -3600, -100)]
    public void A_doubt_says_how_long_its_call_has_surely_been_over(OperationState state, int age, int sinceOver)
    {
        (Intent intent, KnownOperation known) = Make(state, "same", "dead", "no", OperationKind.Create);

        Claim claim = ClaimPolicy.Decide(
            intent, known with { Updated = s_now - (age * 1000), LongestCall = TimeSpan.FromSeconds(100) }, isRunAlive: false, s_now);

        Assert.Equal(TimeSpan.FromSeconds(sinceOver), claim.SinceOver);
    }

    private static (Intent Intent, KnownOperation Known) Make(OperationState state, string data, string run, string forced, OperationKind kind)
    {
        Intent intent = Given.Intent(Guid.NewGuid(), "crm-1") with { Kind = kind, CreatesAgain = forced == "yes" };
        string fingerprint = data == "same" ? intent.Fingerprint : "other";
        return (intent, new KnownOperation(4711, state, run == "own" ? intent.Run : s_otherRun, fingerprint, "known") { ChosenId = s_knownId });
    }

    private static string Expected(string[] wanted)
    {
        IEnumerable<string[]> lines = Table.Split('\n').Skip(1).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Assert.Single(lines, line => line.Zip(wanted).All(static pair => pair.First == "*" || pair.First == pair.Second))[^1].TrimEnd('\r');
    }
}
