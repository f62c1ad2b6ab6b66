using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>A journal of a test's own, in the store that is tested.</summary>
internal interface IStoreBench : IDisposable
{
    /// <summary>Opens the journal; made where there is none. Each store that is open at once stands for another process.</summary>
    IJournalStore Open();

    /// <summary>All that the store has written, to the byte.</summary>
    byte[] Stored();

    /// <summary>Changes what is recorded of an operation, past the store, as damage does.</summary>
    /// <param name="id">The number of the operation.</param>
    /// <param name="part">What is changed.</param>
    void Damage(long id, RecordPart part);
}

/// <summary>What a record says.</summary>
internal enum RecordPart
{
    /// <summary>It is another state.</summary>
    State,

    /// <summary>It is another vendor's ID.</summary>
    VendorId,

    /// <summary>It is another answer.</summary>
    Answer,

    /// <summary>It is other data.</summary>
    Fingerprint,

    /// <summary>It is another name of the customer.</summary>
    Name,
}

/// <summary>What the tests of one part of a store share. A store's own tests inherit each part, with a bench of that store.</summary>
public abstract class StoreCompliance : IDisposable
{
    private readonly IStoreBench _bench;
    private readonly List<IDisposable> _open = [];

    private protected StoreCompliance(IStoreBench bench)
    {
        _bench = bench;
        Store = Open();
        Lease = Begin();
    }

    /// <summary>The store that a test begins with.</summary>
    private protected IJournalStore Store { get; }

    /// <summary>A run of that store that is at work.</summary>
    private protected IRunLease Lease { get; }

    private protected Guid Run => Lease.Run;

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int index = _open.Count - 1; index >= 0; index--)
            _open[index].Dispose();
        _bench.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same journal, as another process has it open.</summary>
    private protected IJournalStore Open()
    {
        IJournalStore store = _bench.Open();
        _open.Add(store);
        return store;
    }

    private protected byte[] Stored() => _bench.Stored();

    private protected void Damage(long id, RecordPart part) => _bench.Damage(id, part);

    private protected IRunLease Begin(IJournalStore? store = null, RunRecord? run = null)
    {
        IRunLease lease = (store ?? Store).BeginRun(run ?? Given.Run());
        _open.Add(lease);
        return lease;
    }

    /// <summary>The run's process is gone, and has not said that the run is over.</summary>
    private protected static void Kill(IRunLease lease) => lease.Dispose();

    private protected Claim Claim(string key = "crm-1", string data = "data") => Claim(Given.Intent(Run, key, data));

    private protected Claim Claim(Intent intent, IJournalStore? store = null, DateTimeOffset? now = null) => Claims(store ?? Store, now, intent)[0];

    private protected static Claim[] Claims(IJournalStore store, DateTimeOffset? now, params Intent[] intents)
    {
        Claim? foreseen = intents is [var only] && only.Kind.IsDoneOncePerKey() ? store.Foresee(only, now ?? Given.Start) : null;
        JournalBatch batch = Batch(now);
        batch.Claims.AddRange(intents.Select(static intent => new JournalWork<Intent, Claim>(intent)));
        store.Commit(batch);
        if (foreseen is not null)
            AssertForeseen(foreseen, batch.Claims[0].Result);
        return [.. batch.Claims.Select(static work => work.Result)];
    }

    // A plan says what a run does, in each case of each test.
    private static void AssertForeseen(Claim foreseen, Claim claim)
    {
        Assert.Equal((claim.Kind, claim.Known?.Id, claim.Relation, claim.ChosenId), (foreseen.Kind, foreseen.Known?.Id, foreseen.Relation, foreseen.ChosenId));
        Assert.Equal(
            (claim.CorrelationId, claim.HasOtherSecrets, claim.SinceOver, claim.IsSpelledOtherwise, claim.Before),
            (foreseen.CorrelationId, foreseen.HasOtherSecrets, foreseen.SinceOver, foreseen.IsSpelledOtherwise, foreseen.Before));
    }

    /// <summary>Records what became of an operation that this run claimed.</summary>
    private protected void Complete(Claim claim, Ended ended, DateTimeOffset? now = null) => Complete(Store, ended with { Id = claim.Id, Run = Run }, now);

    private protected static void Complete(IJournalStore store, Ended ended, DateTimeOffset? now = null)
    {
        JournalBatch batch = Batch(now);
        batch.Completions.Add(new JournalWork<ICompletion, bool>(ended));
        store.Commit(batch);
    }

    /// <summary>Records a row that was not sent.</summary>
    private protected void Note(RowNote note, DateTimeOffset? now = null)
    {
        JournalBatch batch = Batch(now);
        batch.Notes.Add(new JournalWork<RowNote, bool>(note));
        Store.Commit(batch);
    }

    /// <summary>An operation that this run has sent.</summary>
    private protected Claim Done(OperationState state, string key = "crm-1", DateTimeOffset? now = null)
    {
        Claim claim = Claim(Given.Intent(Run, key), now: now);
        Complete(claim, new Ended(state), now);
        return claim;
    }

    private protected static JournalBatch Batch(DateTimeOffset? now = null) => new((now ?? Given.Start).ToUnixTimeMilliseconds());

    private protected JournaledOperation Entry(long id) => Assert.Single(Store.List(new OperationFilter { Ids = [id] }));

    private protected IEnumerable<string> Keys(OperationFilter filter) => Store.List(filter).Select(static entry => entry.Key);
}
