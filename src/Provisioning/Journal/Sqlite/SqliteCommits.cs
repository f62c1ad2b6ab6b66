using System;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>Counts the transactions of a journal, and makes sure that each of them can be found again.</summary>
internal sealed class SqliteCommits : IDisposable
{
    private readonly OpenFiles _files;
    private readonly OpenMark _mark;
    private readonly Statement _next;
    private DurableCount _count;

    public SqliteCommits(SqliteConnection connection, OpenFiles files, OpenMark mark, DurableCount count)
    {
        _files = files;
        _mark = mark;
        _count = count;
        _next = new Statement(connection, "UPDATE settings SET value = value + 1 WHERE name = 'commits' RETURNING value");
        _mark.Note(count);
    }

    /// <summary>Counts the open transaction.</summary>
    /// <exception cref="FormatException">The journal is damaged.</exception>
    public void Count() =>
        _count = _count with { Commits = _next.Number() ?? throw new FormatException("The journal has no count of its transactions.") };

    /// <summary>To be called when the transaction is durable, and before anyone is told so.</summary>
    /// <exception cref="VendorApiException">The files of the journal are not those that were written to.</exception>
    public void NoteDurable()
    {
        _files.Verify();
        _mark.Note(_count);
    }

    /// <summary>To be called before the journal is closed.</summary>
    public void Dispose() => _next.Dispose();

    /// <summary>To be called when the journal is closed.</summary>
    public void NoteClosed() => _mark.Dispose();
}
