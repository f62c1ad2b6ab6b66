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
        """;

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
    public void The_table_covers_every_case() => Assert.Equal(5 * 2 * 3 * 2 * 4, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_claim_is_judged_by_the_table(OperationState state, string data, string run, string forced, OperationKind kind)
    {
        (Intent intent, KnownOperation known) = Make(state, data, run, forced, kind);

        Claim claim = ClaimPolicy.Decide(intent, known, isRunAlive: run == "alive");

        Assert.Equal(Expected([state.ToString(), data, run, forced, kind.ToString()]), claim.Kind.ToString());
        Assert.Equal((known.Id, known), (claim.Id, claim.Known));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_sent_has_the_rows_correlation_and_anything_else_keeps_its_own(
        OperationState state, string data, string run, string forced, OperationKind kind)
    {
        (Intent intent, KnownOperation known) = Make(state, data, run, forced, kind);

        Claim claim = ClaimPolicy.Decide(intent, known, isRunAlive: run == "alive");

        Assert.Equal(claim.Kind == ClaimKind.Send ? intent.CorrelationId : known.CorrelationId, claim.CorrelationId);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_a_confirmed_operation_that_is_sent_again_gets_a_new_id(
        OperationState state, string data, string run, string forced, OperationKind kind)
    {
        (Intent intent, KnownOperation known) = Make(state, data, run, forced, kind);

        Claim claim = ClaimPolicy.Decide(intent, known, isRunAlive: run == "alive");

        Assert.Equal(claim.WasConfirmed ? intent.ProposedId : s_knownId, claim.ChosenId);
        Assert.Equal(claim.Kind == ClaimKind.Send && state == OperationState.Confirmed, claim.WasConfirmed);
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.InDoubt)]
    public void An_id_that_the_row_chose_comes_before_any_other(OperationState state)
    {
        var chosen = Guid.NewGuid();
        (Intent intent, KnownOperation known) = Make(state, "same", "dead", "yes", OperationKind.Create);

        Assert.Equal(chosen, ClaimPolicy.Decide(intent with { ChosenId = chosen }, known, isRunAlive: false).ChosenId);
        Assert.Equal(chosen, ClaimPolicy.New(intent with { ChosenId = chosen }, 1).ChosenId);
    }

    [Fact]
    public void An_operation_that_is_new_is_sent_under_the_proposed_id()
    {
        Intent intent = Given.Intent(Guid.NewGuid(), "crm-1");

        Claim claim = ClaimPolicy.New(intent, 7);

        Assert.Equal((ClaimKind.Send, 7L, intent.ProposedId, intent.CorrelationId), (claim.Kind, claim.Id, claim.ChosenId, claim.CorrelationId));
        Assert.False(claim.WasConfirmed);
    }

    [Fact]
    public void A_state_that_nobody_knows_is_damage()
    {
        (Intent intent, KnownOperation known) = Make((OperationState)77, "same", "dead", "no", OperationKind.Create);

        Assert.Throws<FormatException>(() => ClaimPolicy.Decide(intent, known, isRunAlive: false));
    }

    [Theory]
    [InlineData(Delivery.Confirmed, false, OperationState.Confirmed)]
    [InlineData(Delivery.Confirmed, true, OperationState.Confirmed)]
    [InlineData(Delivery.Unknown, false, OperationState.InDoubt)]
    [InlineData(Delivery.Unknown, true, OperationState.InDoubt)]
    [InlineData(Delivery.Rejected, false, OperationState.Rejected)]
    [InlineData(Delivery.Rejected, true, OperationState.Confirmed)]
    [InlineData(Delivery.NotSent, false, OperationState.NotSent)]
    [InlineData(Delivery.NotSent, true, OperationState.Confirmed)]
    [InlineData(Delivery.Throttled, false, OperationState.NotSent)]
    [InlineData(Delivery.Throttled, true, OperationState.Confirmed)]
    public void A_call_leaves_a_state_and_a_confirmed_operation_that_is_turned_away_stays_confirmed(
        Delivery delivery, bool wasConfirmed, OperationState state)
    {
        OperationState before = wasConfirmed ? OperationState.Confirmed : OperationState.Rejected;
        (Intent intent, KnownOperation known) = Make(before, "same", "dead", "yes", OperationKind.Create);

        Assert.Equal(state, ClaimPolicy.StateAfter(ClaimPolicy.Decide(intent, known, isRunAlive: false), delivery));
    }

    private static (Intent Intent, KnownOperation Known) Make(OperationState state, string data, string run, string forced, OperationKind kind)
    {
        Intent intent = Given.Intent(Guid.NewGuid(), "crm-1") with { Kind = kind, IsForced = forced == "yes" };
        string fingerprint = data == "same" ? intent.Fingerprint : "other";
        return (intent, new KnownOperation(4711, state, run == "own" ? intent.Run : s_otherRun, fingerprint, "known") { ChosenId = s_knownId });
    }

    private static string Expected(string[] wanted)
    {
        IEnumerable<string[]> lines = Table.Split('\n').Skip(1).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Assert.Single(lines, line => line.Zip(wanted).All(static pair => pair.First == "*" || pair.First == pair.Second))[^1].TrimEnd('\r');
    }
}
