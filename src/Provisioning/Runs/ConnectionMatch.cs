using System.Collections.Generic;
using Provisioning.Connections;
using Provisioning.Journal;

namespace Provisioning.Runs;

/// <summary>Decides whether a connection leads to the account of something that the journal has.</summary>
/// <param name="journal">The journal. It is used by one thread at a time.</param>
internal sealed class ConnectionMatch(IJournalStore journal)
{
    private readonly Dictionary<Connection, string> _accounts = [];

    /// <summary>Returns why a connection leads elsewhere; null if it does not.</summary>
    /// <param name="vendor">The vendor of what the journal has.</param>
    /// <param name="baseUri">Its base address.</param>
    /// <param name="account">Its account.</param>
    /// <param name="connection">The connection.</param>
    /// <exception cref="VendorApiException"><c>AccountUnclear</c>: the journal does not know whose the connection's credential is.</exception>
    public string? WhyNot(string vendor, string baseUri, string? account, Connection connection)
    {
        OperationScope scope = IntentMapping.ScopeOf(connection, account: null, string.Empty);
        string canonical = connection.Vendor.Canonical(new System.Uri(baseUri)).AbsoluteUri;
        if (scope.Vendor != vendor || scope.BaseUri != canonical)
            return $"it was sent to {vendor} at {baseUri}, and the connection '{connection.Name}' leads to {scope.Vendor} at {scope.BaseUri}";

        // What one account does not have, another one may have.
        string own = AccountOf(connection);
        return NameRule.Fold(own) != NameRule.Fold(account ?? string.Empty)
            ? $"it belongs to the account '{account}', and the connection '{connection.Name}' is of '{own}'"
            : null;
    }

    // As for a run: an account that the vendor does not name is known by the connection's credential.
    private string AccountOf(Connection connection)
    {
        if (_accounts.TryGetValue(connection, out string? known))
            return known;
        lock (journal)
        {
            string? resolved = RunDescription.AccountOf(connection) is { } request
                ? journal.ResolveAccount(request, connection.Options.TimeProvider.GetUtcNow())
                : connection.Account;
            return _accounts[connection] = NameRule.Normalize(resolved ?? string.Empty);
        }
    }
}
