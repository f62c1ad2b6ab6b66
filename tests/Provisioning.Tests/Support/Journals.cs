using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Tests.Support;

/// <summary>Journals as runs and administrators use them.</summary>
internal static class Journals
{
    /// <summary>Opens the journal for a run of its own; made where there is none.</summary>
    public static RunJournal OpenRun(string path, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var location = new JournalLocation(path);
        return RunJournal.Open(location, () => JournalStores.Open(location, create: true),
            Given.Run(time.GetUtcNow()) with { LongestCall = TimeSpan.FromMilliseconds(100) }, account: null, time);
    }

    public static IJournalStore OpenStore(string path) => JournalStores.Open(new JournalLocation(path), create: true);

    /// <summary>Opens a journal that is there, to look and to clear away.</summary>
    public static IJournalStore Open(string path) => JournalStores.Open(new JournalLocation(path), create: false);

    public static IReadOnlyList<JournaledOperation> Entries(string path)
    {
        using IJournalStore store = Open(path);
        return store.List(new OperationFilter());
    }

    public static Task<Claim> ClaimAsync(this RunJournal journal, PreparedOperation row, bool force) =>
        journal.ClaimAsync(IntentMapping.IntentOf(row, IntentMapping.ScopeOf(row, row.Connection.Account ?? journal.Account), journal.Run,
            new RunOptions { CreateAgain = force }));

    public static Task CompleteAsync(this RunJournal journal, long id, Ended ended) => journal.CompleteAsync(ended with { Id = id, Run = journal.Run });

    public static Task<bool> IsNameTakenAsync(this RunJournal journal, PreparedOperation row, long id) =>
        journal.IsNameTakenAsync(id, IntentMapping.ScopeOf(row, row.Connection.Account), row.Names);

    /// <summary>Settles one operation; false where it was not in doubt.</summary>
    public static bool Settle(this IJournalStore store, long id, OperationState state, string? vendorId) =>
        store.Settle([id], new Settlement(state, vendorId, "anna", null, DateTimeOffset.UtcNow)).Count == 1;

    public static long Remove(this IJournalStore store, params long[] ids) => store.Remove(new OperationFilter { Ids = ids });
}
