using System;
using System.IO;
using Provisioning.LegacySupport;

namespace Provisioning.Journal;

/// <summary>Which journal is meant.</summary>
internal static class JournalPlace
{
    /// <summary>The environment variable that names a journal where no parameter does.</summary>
    public const string Variable = "PROVISIONING_JOURNAL";

    /// <summary>The file that is used where none is chosen; null where the user has no folder for it.</summary>
    public static string? DefaultPath => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
        is { Length: > 0 } folder ? Path.Combine(folder, "Provisioning", "journal.db") : null;

    /// <summary>The journal to use: the one that was asked for, else the environment's, else the default one.</summary>
    public static JournalLocation Choose(string? asked)
    {
        string? chosen = string.IsNullOrEmpty(asked) ? Environment.GetEnvironmentVariable(Variable) : asked;
        string path = !string.IsNullOrEmpty(chosen)
            ? Path.GetFullPath(chosen!)
            : DefaultPath ?? throw JournalErrors.Unavailable(
                new JournalLocation("journal.db"), $"this user has no home folder to keep it in. Name a journal with -Journal or the environment variable {Variable}.");

        // What stands beside the file (SQLite's log, the runs' locks) must be the same for all who come by another name.
        return new JournalLocation(Platform.ResolveLinks(path));
    }
}
