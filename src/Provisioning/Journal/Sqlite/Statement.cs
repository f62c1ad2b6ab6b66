using System;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// A statement that is prepared once and executed for each row, with numbered parameters: <c>?1</c>, <c>?2</c>. It calls SQLite directly:
/// a command of ADO.NET looks up each parameter by its name and creates a reader on each execution, which takes longer than the statement.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Executes the statement.</summary>
    /// <returns>The number of rows that were changed.</returns>
    public int Execute(params object?[] values)
    {
        using (Query(values))
        {
            while (Read())
            {
            }
        }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>Executes the statement and returns the number in the first column of its first row; null if there is no row.</summary>
    public long? Number(params object?[] values)
    {
        using (Query(values))
        {
            if (!Read())
                return null;
            long number = Int64(0);

            // A statement that changes something is executed to its end.
            while (Read())
            {
            }

            return number;
        }
    }

    /// <summary>Starts the statement. Its rows are read with <see cref="Read"/>, until the returned query is disposed of.</summary>
    public Execution Query(params object?[] values)
    {
        for (int index = 0; index < values.Length; index++)
            Check(Bind(index + 1, values[index]));
        return new Execution(this);
    }

    /// <summary>Goes to the next row. Returns false after the last one.</summary>
    public bool Read()
    {
        int result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(result);
        return result == raw.SQLITE_ROW;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <exception cref="FormatException">The column has no number, so the record is damaged.</exception>
    public long Int64(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_INTEGER
        ? raw.sqlite3_column_int64(_statement, column)
        : throw new FormatException(string.Format(CultureInfo.InvariantCulture, "Column {0} has no number.", column));

    /// <exception cref="FormatException">The column has no text, so the record is damaged.</exception>
    public string Text(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_TEXT
        ? raw.sqlite3_column_text(_statement, column).utf8_to_string()
        : throw new FormatException(string.Format(CultureInfo.InvariantCulture, "Column {0} has no text.", column));

    public int? Int32OrNull(int column) => IsNull(column) ? null : (int)Int64(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => _statement.Dispose();

    private int Bind(int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, index),
        string text => raw.sqlite3_bind_text(_statement, index, text),
        long number => raw.sqlite3_bind_int64(_statement, index, number),
        int number => raw.sqlite3_bind_int64(_statement, index, number),
        bool flag => raw.sqlite3_bind_int64(_statement, index, flag ? 1 : 0),
        _ => throw new ArgumentException($"{value.GetType()} is not stored.", nameof(value)),
    };

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }

    /// <summary>An execution of a statement: the statement can be executed again when it is disposed of.</summary>
    internal readonly ref struct Execution(Statement statement)
    {
        // The result repeats the error of the last step, which was thrown there.
        public void Dispose() => _ = raw.sqlite3_reset(statement._statement);
    }
}
