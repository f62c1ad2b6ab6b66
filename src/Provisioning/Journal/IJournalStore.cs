using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>
/// Stores intents and results. A store only stores and finds: <see cref="ClaimPolicy"/> decides about claims, and <see cref="GroupCommit"/>
/// decides when to commit. Used by one thread at a time. All members throw <see cref="VendorApiException"/> if the journal cannot be used.
/// </summary>
internal interface IJournalStore : IDisposable
{
    /// <summary>The location of the journal, in a form that can be shown.</summary>
    JournalLocation Location { get; }

    /// <summary>Records a run, which other runs see as alive until the lease is disposed of.</summary>
    IRunLease BeginRun(RunRecord run);

    /// <summary>Finds the account of a run whose vendor's API does not name one, or records it.</summary>
    /// <returns>The name of the account.</returns>
    string ResolveAccount(AccountRequest request, DateTimeOffset now);

    /// <summary>Finds the account of a run as <see cref="ResolveAccount"/> does, without recording anything.</summary>
    /// <returns>The name of the account.</returns>
    string FindAccount(AccountRequest request);

    /// <summary>Returns what would be decided about an intent, without recording anything.</summary>
    Claim Foresee(Intent intent, DateTimeOffset now);

    /// <summary>Writes a batch in one transaction. The results are durable when this method returns.</summary>
    void Commit(JournalBatch batch);

    /// <summary>Records that a run has ended.</summary>
    void EndRun(Guid run, RunCounts counts, DateTimeOffset now);

    /// <summary>Lists operations, newest first.</summary>
    IReadOnlyList<JournaledOperation> List(OperationFilter filter);

    /// <summary>Counts the operations that match a filter, ignoring its paging.</summary>
    long Count(OperationFilter filter);

    /// <summary>Returns what is known of operations that are in doubt, so that the vendor can be asked about them.</summary>
    /// <param name="ids">The numbers of the operations. Those that are not in doubt are left out.</param>
    /// <param name="now">The time.</param>
    IReadOnlyList<Doubt> Doubts(IReadOnlyCollection<long> ids, DateTimeOffset now);

    /// <summary>Returns whether another operation has one of an operation's names.</summary>
    bool IsNameTaken(NameQuestion question);

    /// <summary>Settles operations that are in doubt.</summary>
    /// <returns>The numbers of the operations that were in doubt and are now settled.</returns>
    IReadOnlyCollection<long> Settle(IReadOnlyCollection<long> ids, Settlement settlement);

    /// <summary>Takes settlements back: the operations are in doubt again. A run that has worked on one since leaves nothing to take back.</summary>
    /// <param name="ids">The numbers of the operations.</param>
    /// <param name="by">The user who takes them back.</param>
    /// <param name="reason">Why, in the words of that user; null if none was given.</param>
    /// <param name="now">The time.</param>
    /// <returns>The numbers of the operations that were settled by a person and are now in doubt.</returns>
    IReadOnlyCollection<long> Reopen(IReadOnlyCollection<long> ids, string by, string? reason, DateTimeOffset now);

    /// <summary>
    /// Removes operations, except those that a live run is working on. If the filter has only a time and states, runs that ended before
    /// that time and have no operations left are removed with their rows.
    /// </summary>
    /// <returns>The number of operations that were removed.</returns>
    long Remove(OperationFilter filter);

    /// <summary>
    /// Lists runs, newest first. The counts of a run that has not recorded its end are made from its rows, so that a run that was killed says
    /// what it did and what it left in doubt.
    /// </summary>
    IReadOnlyList<JournaledRun> Runs(RunFilter filter);

    /// <summary>
    /// Reads the rows of a run in the order of their numbers, as the caller takes them: a run may have more rows than memory holds. A row that
    /// took several operations is returned once for each. The store may be used for nothing else until the last row was taken.
    /// </summary>
    /// <param name="run">The run. One that the journal does not have has no rows.</param>
    IEnumerable<RunRow> Rows(Guid run);
}

/// <summary>Shows that a run is alive until it is disposed of.</summary>
internal interface IRunLease : IDisposable
{
    /// <summary>The run.</summary>
    Guid Run { get; }
}
