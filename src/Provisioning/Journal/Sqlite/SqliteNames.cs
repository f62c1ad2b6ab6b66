using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>The statements about the names of operations.</summary>
internal sealed class SqliteNames : IDisposable
{
    private readonly Statement _name;
    private readonly Statement _similar;
    private readonly Statement _describedWith;
    private readonly Statement _describedOtherwise;
    private readonly Statement _namesOf;
    private readonly Statement _dropNames;
    private readonly Statement _taken;

    public SqliteNames(SqliteConnection connection)
    {
        _name = new Statement(
            connection,
            "INSERT OR REPLACE INTO names (operation, type, value, folded, is_unique, rule, beside) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _similar = new Statement(
            connection,
            """
            SELECT n.operation FROM names n JOIN operations o ON o.id = n.operation
            WHERE n.folded = ?1 AND n.type = ?2 AND o.scope = ?3
            """);
        _describedWith = new Statement(
            connection,
            """
            SELECT n.operation FROM names n JOIN operations o ON o.id = n.operation
            WHERE n.folded = ?1 AND n.type = ?2 AND n.beside = ?4 AND o.scope = ?3
            """);
        _describedOtherwise = new Statement(
            connection,
            """
            SELECT n.operation FROM names n JOIN operations o ON o.id = n.operation
            WHERE n.folded = ?1 AND n.type = ?2 AND n.beside > '' AND o.scope = ?3 AND o.state IN (0, 1, 4) LIMIT 1
            """);
        _namesOf = new Statement(connection, "SELECT type, value, is_unique FROM names WHERE operation = ?1");
        _dropNames = new Statement(connection, "DELETE FROM names WHERE operation = ?1");

        // The plus keeps SQLite from using the index on the scope: it would read all operations of the account, and every commit would
        // wait.
        _taken = new Statement(
            connection,
            """
            SELECT EXISTS (
                SELECT 1 FROM names n JOIN operations o ON o.id = n.operation
                    JOIN scopes s ON s.id = +o.scope JOIN accounts a ON a.id = s.account
                WHERE n.folded = ?1 AND n.is_unique = 1 AND n.operation <> ?2 AND o.kind = 0 AND o.state IN (0, 1, 4, 6)
                    AND a.vendor = ?3 AND a.base_uri = ?4)
            """);
    }

    /// <summary>Adds the names of an operation.</summary>
    public void Add(long id, List<OperationName> names)
    {
        string beside = NamePolicy.Beside(names);
        foreach (OperationName name in names)
        {
            _name.Execute(
                id, name.Type, name.Value, NameRule.Fold(name.Value), name.IsUnique, NameRule.Version, name.IsUnique ? string.Empty : beside);
        }
    }

    /// <summary>Replaces the names of an operation.</summary>
    public void Replace(long id, List<OperationName> names)
    {
        _dropNames.Execute(id);
        Add(id, names);
    }

    /// <summary>Returns names as they are stored: one of each type, as it was given. It is folded for comparisons.</summary>
    public static List<OperationName> Stored(IReadOnlyList<OperationName> names)
    {
        var stored = new List<OperationName>(names.Count);
        foreach (OperationName name in names)
        {
            stored.RemoveAll(other => other.Type == name.Type);
            stored.Add(name);
        }

        return stored;
    }

    /// <summary>Returns the names of an operation.</summary>
    public List<OperationName> Of(long id)
    {
        var names = new List<OperationName>();
        using (_namesOf.Query(id))
        {
            while (_namesOf.Read())
                names.Add(new OperationName(_namesOf.Text(0), _namesOf.Text(1), _namesOf.Int64(2) != 0));
        }

        return names;
    }

    /// <summary>Returns the operations that share a name with an intent, regardless of case, if that name may decide.</summary>
    public List<long> Similar(Intent intent, long scope)
    {
        HashSet<long>? ids = null;
        foreach (OperationName name in intent.Names)
        {
            string folded = NameRule.Fold(name.Value);
            if (name.IsUnique)
                AddFound(_similar, folded, name.Type, scope);
            else if (NamePolicy.HasUnique(intent.Names))
                AddDescribed(NamePolicy.BesideToCompare(intent.Names, intent.UniqueNameTypes), folded, name.Type);
            else
                AddAnyDescribed(folded, name.Type);
        }

        return ids is null ? [] : [.. ids];

        void AddDescribed(IReadOnlyList<string> compared, string folded, string type)
        {
            foreach (string beside in compared)
                AddFound(_describedWith, folded, type, scope, beside);
        }

        // Of those with unique names one is enough: it keeps the row from being sent.
        void AddAnyDescribed(string folded, string type)
        {
            AddFound(_describedWith, folded, type, scope, string.Empty);
            AddFound(_describedOtherwise, folded, type, scope);
        }

        void AddFound(Statement statement, params object?[] values)
        {
            using (statement.Query(values))
            {
                while (statement.Read())
                    (ids ??= []).Add(statement.Int64(0));
            }
        }
    }

    /// <summary>Returns whether another operation at the same address has one of these names.</summary>
    public bool IsTaken(NameQuestion question)
    {
        foreach (OperationName name in question.Names)
        {
            if (!name.IsUnique)
                continue;
            long? found = _taken.Number(
                NameRule.Fold(name.Value),
                question.Id,
                question.Scope.Vendor,
                question.Scope.BaseUri);
            if (found != 0)
                return true;
        }

        return false;
    }

    public void Dispose()
    {
        Statement[] all = [_name, _similar, _describedWith, _describedOtherwise, _namesOf, _dropNames, _taken];
        foreach (Statement statement in all)
            statement.Dispose();
    }
}
