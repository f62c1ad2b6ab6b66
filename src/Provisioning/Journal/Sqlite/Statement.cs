using System;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>A statement that is prepared once and executed many times, with positional parameters: <c>$0</c>, <c>$1</c>.</summary>
internal sealed class Statement : IDisposable
{
    private static readonly string[] s_names =
        ["$0", "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13"];

    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (int index = 0; index < parameters; index++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = s_names[index] });
    }

    public int Execute(SqliteTransaction transaction, params object?[] values) => With(transaction, values).ExecuteNonQuery();

    public object? Scalar(SqliteTransaction transaction, params object?[] values) => With(transaction, values).ExecuteScalar();

    public SqliteDataReader Read(SqliteTransaction transaction, params object?[] values) => With(transaction, values).ExecuteReader();

    public void Dispose() => _command.Dispose();

    private SqliteCommand With(SqliteTransaction transaction, object?[] values)
    {
        _command.Transaction = transaction;
        for (int index = 0; index < values.Length; index++)
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return _command;
    }
}
