using System;
using System.IO;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// How much of a journal was durable, as a small file next to it says: SQLite drops what follows a damaged place of its write-ahead log, and
/// the journal itself cannot know what is missing.
/// </summary>
/// <param name="Journal">The identity of the journal, which another journal at the same place does not have.</param>
/// <param name="Commits">The number of transactions that were committed.</param>
internal readonly record struct DurableCount(Guid Journal, long Commits)
{
    private const int Length = 32;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>The count; null if there is none, or if it is damaged.</returns>
    public static DurableCount? Read(Stream file)
    {
        byte[] bytes = new byte[Length];
        int read = 0;
        for (int part; read < Length && (part = file.Read(bytes, read, Length - read)) > 0;)
            read += part;
        if (read < Length || BitConverter.ToInt64(bytes, 24) != Checksum.Start.Add(bytes, 24).Value)
            return null;
        byte[] journal = new byte[16];
        Array.Copy(bytes, journal, 16);
        return new DurableCount(new Guid(journal), BitConverter.ToInt64(bytes, 16));
    }

    /// <summary>Writes it at the start of a file, in one call that the end of the process does not tear apart.</summary>
    public void Write(Stream file)
    {
        byte[] bytes = new byte[Length];
        Journal.ToByteArray().CopyTo(bytes, 0);
        BitConverter.GetBytes(Commits).CopyTo(bytes, 16);
        BitConverter.GetBytes(Checksum.Start.Add(bytes, 24).Value).CopyTo(bytes, 24);
        file.Position = 0;
        file.Write(bytes, 0, Length);
        file.Flush();
    }
}
