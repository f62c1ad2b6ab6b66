using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Provisioning.Chaos.Rows;
using Provisioning.Journal;
using Provisioning.Journal.Sqlite;
using Provisioning.Operations;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>The file is cut off, or holds garbage, or is something else: each is refused and left as it is, to the byte.</summary>
internal sealed class DamagedFile : IJournalFault
{
    private const int Page = 4096;

    // SQLite keeps no checksums: a record whose text was damaged is noticed by nobody but us.
    private static readonly (string What, string Word, string Sql)[] _changes =
    [
        ("of a newer version", "newer version", "PRAGMA user_version = 99"),
        ("of another application", "another application", "PRAGMA application_id = 77"),
        ("operations of runs that are none", "damaged", "UPDATE operations SET run = '?'"),
        ("runs that are none", "damaged", "UPDATE runs SET run = '?'"),
        ("ids that are none", "damaged", "UPDATE operations SET chosen_id = '?'"),
        ("states that are none", "damaged", "UPDATE operations SET state = 42"),
    ];

    public string Name => "damaged";

    public async Task RunAsync(JournalBench bench)
    {
        await bench.PrepareAsync();
        string path = bench.World.JournalPath;
        byte[] good = await File.ReadAllBytesAsync(path);
        bench.Claim(good.Length >= Page * 8, "there is enough to damage", () => $"{good.Length} bytes");

        foreach ((string what, string word, byte[] damaged) in Damages(good, new Dice(bench.Seed, "damage")))
        {
            await File.WriteAllBytesAsync(path, damaged);
            await RefusedAsItIsAsync(bench, what, word, inAnotherProcess: false);
        }

        foreach ((string what, string word, string sql) in _changes)
        {
            await File.WriteAllBytesAsync(path, good);
            await ChangeAsync(path, sql);

            // In another process: a record that brought it down was a finding once, and must not be our end.
            await RefusedAsItIsAsync(bench, what, word, inAnotherProcess: sql.StartsWith("UPDATE", StringComparison.Ordinal));
        }

        await File.WriteAllBytesAsync(path, good);
        await bench.FinishAsync();
    }

    private static (string What, string Word, byte[] Bytes)[] Damages(byte[] good, Dice dice) =>
    [
        ("cut off to nothing", "it is empty", []),
        ("cut off within the header", "not a SQLite database", good[..10]),
        ("cut off after the header", "damaged", good[..100]),
        ("cut off after one page", "damaged", good[..Page]),
        ("cut off in the middle", "damaged", good[..(good.Length / 2)]),
        ("cut off within the last page", "damaged", good[..^(Page / 2)]),
        ("the last page cut off", "damaged", good[..^Page]),
        ("garbage throughout", "not a SQLite database", Garbage(good, 0, dice)),
        ("garbage behind a true header", "damaged", Garbage(good, 100, dice)),
        ("garbage behind the first pages", "damaged", Garbage(good, Page * 6, dice)),
        ("a CSV file", "not a SQLite database", [.. Enumerable.Repeat(Encoding.UTF8.GetBytes("Customer,UserName,Password\r\n"),
            500).SelectMany(static line => line)]),
    ];

    private static byte[] Garbage(byte[] good, int from, Dice dice)
    {
        byte[] bytes = [.. good];
        byte[] garbage = new byte[good.Length - from];
        dice.Fill(garbage);
        garbage.CopyTo(bytes, from);
        return bytes;
    }

    private static async Task ChangeAsync(string path, string sql)
    {
        NativeSqlite.Use();
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF; " + sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task RefusedAsItIsAsync(JournalBench bench, string what, string word, bool inAnotherProcess)
    {
        string path = bench.World.JournalPath;
        byte[] before = await File.ReadAllBytesAsync(path);
        await bench.RefusedAsync(what, word, inAnotherProcess);
        await bench.ClosedAsync();
        bench.CheckUntouched(what, before);
        foreach (string litter in new[] { path + "-wal", path + "-shm" })
            File.Delete(litter);
    }
}
