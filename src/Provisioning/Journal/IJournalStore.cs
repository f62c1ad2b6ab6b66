using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>
/// Where intents and outcomes are kept. A store keeps and finds; what to do with a claim is <see cref="ClaimPolicy"/>'s business, and when to
/// commit is <see cref="GroupCommit"/>'s. Used by one thread at a time. All members throw <see cref="VendorApiException"/> where the journal
/// cannot be used.
/// </summary>
internal interface IJournalStore : IDisposable
{
    /// <summary>Where it is, made to be shown.</summary>
    JournalLocation Location { get; }

    /// <summary>Records a run, and shows others that it is alive until the lease is disposed of.</summary>
    IRunLease BeginRun(RunRecord run);

    /// <summary>Finds or records the account of a run, where the wire names none.</summary>
    /// <returns>The account's name.</returns>
    string ResolveAccount(AccountRequest request, DateTimeOffset now);

    /// <summary>Does all that a batch holds in one transaction. The results are durable once it returns.</summary>
    void Commit(JournalBatch batch);

    /// <summary>Records that a run is over.</summary>
    void EndRun(Guid run, RunCounts counts, DateTimeOffset now);

    /// <summary>Lists operations, the newest first.</summary>
    IReadOnlyList<JournalEntry> List(JournalFilter filter);

    /// <summary>The number of operations that a filter lets through, whatever part of them it asks for.</summary>
    long Count(JournalFilter filter);

    /// <summary>Settles operations that are in doubt.</summary>
    /// <returns>The numbers of those that were in doubt and are settled now.</returns>
    IReadOnlyCollection<long> Settle(IReadOnlyCollection<long> ids, Settlement settlement);

    /// <summary>Removes operations; what a live run holds stays.</summary>
    /// <returns>How many were removed.</returns>
    long Remove(JournalFilter filter);

    /// <summary>Lists runs, the newest first.</summary>
    /// <param name="first">How many at most; null for all.</param>
    IReadOnlyList<RunRecord> Runs(int? first);
}

/// <summary>A run's sign of life.</summary>
internal interface IRunLease : IDisposable
{
    /// <summary>The run.</summary>
    Guid Run { get; }
}
