using System.Collections.Generic;
using System.Linq;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Sessions;

/// <summary>Describes connections for people: where they lead to, and as whom.</summary>
internal static class ConnectionText
{
    /// <summary>A new connection, and what it replaces.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="replaced">The connection with the same name before; null if there was none.</param>
    /// <param name="before">The defaults before.</param>
    /// <param name="after">The defaults now.</param>
    /// <returns>One line.</returns>
    public static string OfNew(
        Connection connection, Connection? replaced, IReadOnlyCollection<Connection> before, IReadOnlyCollection<Connection> after)
    {
        string line = $"Connection {NameWhereAndWho(connection)}.";
        if (replaced is not null)
            line += $" It replaces {NameWhereAndWho(replaced)}.";
        Connection? last = before.FirstOrDefault(other => other.Vendor == connection.Vendor && !ReferenceEquals(other, replaced));
        if (last is not null)
            line += $" It is now the default for {connection.Vendor.Name} instead of {NameWhereAndWho(last)}.";
        return string.Concat([line, .. OfChanges(before, after, connection.Vendor).Select(static change => " " + change)]);
    }

    /// <summary>The connections that became the default because the one before is gone.</summary>
    /// <param name="before">The defaults before.</param>
    /// <param name="after">The defaults now.</param>
    /// <param name="except">A vendor to leave out; null for none.</param>
    /// <returns>A sentence for each.</returns>
    public static IEnumerable<string> OfChanges(
        IReadOnlyCollection<Connection> before, IReadOnlyCollection<Connection> after, Vendor? except = null) =>
        after
            .Where(now => now.Vendor != except && before.Any(old => old.Vendor == now.Vendor) && !before.Contains(now))
            .Select(OfDefault);

    /// <summary>A connection that is the default of its vendor now.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>A sentence.</returns>
    public static string OfDefault(Connection connection) =>
        $"The default for {connection.Vendor.Name} is now {NameWhereAndWho(connection)}.";

    // Whoever puts a secret into the wrong parameter must not see it on the screen.
    private static string NameWhereAndWho(Connection connection) => connection.Redactor.Mask(
        $"'{connection.Name}': {connection.Vendor.Name} at {connection.BaseUri.AbsoluteUri}, {Account(connection)}", []);

    private static string Account(Connection connection) => connection switch
    {
        { Account: { } account } => $"{connection.Vendor.AccountWord} {account}",
        { AccountName: { } name } => $"{connection.Vendor.AccountWord} {name}",
        { LastingCredential: not null } => $"the {connection.Vendor.AccountWord} of its credential",
        _ => $"{connection.Vendor.AccountWord} not named",
    };
}
