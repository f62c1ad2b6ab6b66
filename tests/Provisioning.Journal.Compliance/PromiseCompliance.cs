using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>
/// Any order of runs, kills, refusals, second creations, settlements and removals, on one customer under several spellings, keys and
/// accounts, keeps the promise: never silently twice, never silently lost, never a stranger's customer.
/// </summary>
public abstract class PromiseCompliance : StoreCompliance
{
    private static readonly Gen<Act> s_act = Gen.Frequency(
        (12, Gen.Select(
            Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 2], Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))), Gen.Enum<Fate>(),
            static (spelling, account, data, key, again, fate) => (Act)new RunOf(spelling, account, data, key, again, fate))),
        (2, Gen.Const<Act>(new SettleAll())),
        (1, Gen.Const<Act>(new ReopenAll())),
        (1, Gen.Const<Act>(new RemoveDone())));

    private int _sample;

    private protected PromiseCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    /// <summary>What becomes of a call.</summary>
    internal enum Fate
    {
        Done,
        Refused,
        TurnedAway,
        LostAndDone,
        LostAndNotDone,
        KilledBeforeTheCall,
        KilledAfterItWasDone,
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_happens_the_promise_is_kept(bool canLook) => s_act.List[1, 14].Sample(
        acts => new World(this, canLook, _sample++).Play(acts), iter: 200, threads: 1, print: static acts => string.Join("; ", acts));

    internal abstract record Act;

    /// <summary>A run of one row.</summary>
    internal sealed record RunOf(int Spelling, int Account, int Data, int Key, bool Again, Fate Fate) : Act;

    /// <summary>A person looks at the vendor and settles everything that is in doubt.</summary>
    internal sealed record SettleAll : Act;

    /// <summary>A person takes all settlements back.</summary>
    internal sealed record ReopenAll : Act;

    /// <summary>A person removes what is confirmed. From then on the journal does not know it.</summary>
    internal sealed record RemoveDone : Act;

    /// <summary>One vendor and one part of the journal, which no other sample touches.</summary>
    private sealed class World
    {
        private readonly PromiseCompliance _tests;
        private readonly bool _canLook;
        private readonly string _stem;
        private readonly ModelVendor _vendor = new();
        private readonly HashSet<(string Account, string Name)> _forgotten = [];
        private readonly HashSet<long> _again = [];

        public World(PromiseCompliance tests, bool canLook, int sample)
        {
            _tests = tests;
            _canLook = canLook;
            _stem = $"caf\u00e9-{(canLook ? "l" : "n")}{sample}";
            _vendor.Create(Account(1), _stem, "a stranger's", operation: null);
        }

        public void Play(List<Act> acts)
        {
            foreach (Act act in acts)
            {
                switch (act)
                {
                    case RunOf run:
                        Run(run);
                        break;
                    case SettleAll:
                        Settle();
                        break;
                    case ReopenAll:
                        _tests.Store.Reopen([.. Entries().Select(static entry => entry.Id)], "ana", null, Given.Start);
                        break;
                    default:
                        Remove();
                        break;
                }
            }
        }

        private string Account(int number) => $"{_stem}.account-{number}";

        private string Name(int spelling) => spelling switch
        {
            1 => _stem.Normalize(System.Text.NormalizationForm.FormD),
            2 => _stem + "\u00a0",
            3 => _stem.ToUpperInvariant(),
            _ => _stem,
        };

        private IReadOnlyList<JournaledOperation> Entries() =>
            [.. _tests.Store.List(new OperationFilter()).Where(entry => entry.Account?.StartsWith(_stem, StringComparison.OrdinalIgnoreCase) == true)];

        private void Run(RunOf run)
        {
            IRunLease lease = _tests.Begin();
            (string account, string name) = (Account(run.Account), Name(run.Spelling));
            Intent intent = Given.Intent(lease.Run, run.Key == 0 ? NameRule.Normalize(name) : $"{_stem} key {run.Key}", $"data {run.Data}") with
            {
                Scope = Given.Scope with { Account = account },
                KeyType = run.Key == 0 ? "internalIdentifier" : string.Empty,
                Names = [new OperationName("internalIdentifier", name)],
                CreatesAgain = run.Again,
                SecretsDigest = null,
            };
            Claim claim = _tests.Claim(intent);
            if (claim.IsAnother)
                _again.Add(claim.Id);
            switch (claim.Kind)
            {
                case ClaimKind.Replay:
                    AssertThere(account, name, intent.Fingerprint, claim);
                    break;
                case ClaimKind.Send:
                    Send(run, lease, intent, claim);
                    break;
                case ClaimKind.Recover:
                    Recover(run, lease, intent, claim);
                    break;
            }

            Kill(lease);
        }

        private void Send(RunOf run, IRunLease lease, Intent intent, Claim claim)
        {
            string account = intent.Scope.Account;
            string name = intent.Names[0].Value;
            if (run.Fate == Fate.KilledBeforeTheCall)
                return;
            if (run.Fate is Fate.Done or Fate.LostAndDone or Fate.KilledAfterItWasDone)
            {
                bool isTwice = _vendor.Same(account, name).Any(static customer => customer.Operation is not null);
                Assert.True(!isTwice || _again.Contains(claim.Id) || _forgotten.Contains((account, NameRule.Normalize(name))),
                    "The customer is created twice in silence.");
                _vendor.Create(account, name, intent.Fingerprint, claim.Id);
            }

            if (run.Fate == Fate.KilledAfterItWasDone)
                return;
            End(lease, claim, run.Fate switch
            {
                Fate.Done => OperationState.Confirmed,
                Fate.Refused => OperationState.Rejected,
                Fate.TurnedAway => OperationState.NotSent,
                _ => OperationState.InDoubt,
            });
        }

        // As the core does: what is there counts only with evidence; what is not there is sent again; else a person decides.
        private void Recover(RunOf run, IRunLease lease, Intent intent, Claim claim)
        {
            IReadOnlyList<ModelVendor.Customer> found = _vendor.Find(intent.Scope.Account, intent.Names[0].Value);
            if (!_canLook || claim.IsSpelledOtherwise)
                End(lease, claim, OperationState.InDoubt);
            else if (found.Count == 0)
                Send(run, lease, intent, claim);
            else if (found is [var one] && one.Data == intent.Fingerprint && claim.Before != Presence.There && !IsTaken(claim, intent))
                Recovered(lease, intent, claim);
            else
                End(lease, claim, OperationState.InDoubt);
        }

        private void Recovered(IRunLease lease, Intent intent, Claim claim)
        {
            AssertThere(intent.Scope.Account, intent.Names[0].Value, intent.Fingerprint, claim);
            End(lease, claim, OperationState.Confirmed);
        }

        private void AssertThere(string account, string name, string data, Claim claim) => Assert.True(
            _vendor.Same(account, name).Any(customer => customer.Operation is not null && customer.Data == data),
            $"{claim.Kind}: the customer was never created.");

        private bool IsTaken(Claim claim, Intent intent)
        {
            JournalBatch batch = Batch();
            batch.NameQuestions.Add(new JournalWork<NameQuestion, bool>(new NameQuestion(claim.Id, intent.Scope, intent.Names)));
            _tests.Store.Commit(batch);
            return batch.NameQuestions[0].Result;
        }

        private void End(IRunLease lease, Claim claim, OperationState state) =>
            Complete(_tests.Store, new Ended(state) { Id = claim.Id, Run = lease.Run, VendorId = state == OperationState.Confirmed ? $"{claim.Id}" : null });

        private void Settle()
        {
            foreach (JournaledOperation doubt in Entries().Where(static entry => entry.State == OperationState.InDoubt))
            {
                bool isDone = _vendor.Customers.Any(customer => customer.Operation == doubt.Id);
                OperationState state = isDone ? OperationState.Confirmed : OperationState.NotSent;
                _tests.Store.Settle([doubt.Id], new Settlement(state, isDone ? $"{doubt.Id}" : null, "ana", null, Given.Start));
            }
        }

        private void Remove()
        {
            long[] done = [.. Entries().Where(static entry => entry.State == OperationState.Confirmed).Select(static entry => entry.Id)];
            foreach (ModelVendor.Customer customer in _vendor.Customers.Where(customer => customer.Operation is { } id && done.Contains(id)))
                _forgotten.Add((customer.Account, NameRule.Normalize(customer.Name)));
            if (done.Length > 0)
                _tests.Store.Remove(new OperationFilter { Ids = done });
        }
    }
}
