using System;
using Provisioning.Connections;
using Provisioning.Journal;

namespace Provisioning.Runs;

/// <summary>What a journal would decide about rows. Nothing is recorded.</summary>
internal sealed class JournalPreview : IDisposable
{
    private readonly IJournalStore? _store;
    private readonly TimeProvider _time;

    private JournalPreview(IJournalStore? store, string? account, TimeProvider time)
    {
        _store = store;
        _time = time;
        Account = account;
    }

    /// <summary>The account that the customers would belong to; null if accounts are not distinguished.</summary>
    public string? Account { get; }

    /// <summary>Opens the preview of a journal. One that does not exist has nothing, as for the run that creates it.</summary>
    /// <exception cref="VendorApiException">The journal cannot be used, or it is unclear which account a credential belongs to.</exception>
    public static JournalPreview Open(Connection connection, RunOptions options)
    {
        TimeProvider time = connection.Options.TimeProvider;
        if (options.NoJournal)
            return new JournalPreview(store: null, connection.Account, time);
        JournalLocation location = JournalPlace.Choose(options.Journal);
        IJournalStore? store = JournalStores.Exists(location) ? JournalStores.OpenToRead(location, time) : null;
        try
        {
            AccountRequest? request = RunDescription.AccountOf(connection);
            string? account = request is null ? connection.Account
                : store is null ? AccountPolicy.Decide(request, request.Credential?.Invoke([0]), [])
                : store.FindAccount(request);
            return new JournalPreview(store, account, time);
        }
        catch
        {
            store?.Dispose();
            throw;
        }
    }

    /// <summary>Returns what the journal would decide about an operation.</summary>
    /// <exception cref="VendorApiException">The journal cannot be read.</exception>
    public Claim Foresee(Intent intent) => _store?.Foresee(intent, _time.GetUtcNow()) ?? ClaimPolicy.New(intent, id: 0);

    public void Dispose() => _store?.Dispose();
}
