using System;
using System.IO;
using Provisioning.LegacySupport;

namespace Provisioning.Journal;

/// <summary>Chooses the journal to use.</summary>
internal static class JournalPlace
{
    /// <summary>The environment variable that names the journal if no parameter does.</summary>
    public const string Variable = "PROVISIONING_JOURNAL";

    /// <summary>The file that is used if no journal is specified; null if the user has no folder for it.</summary>
    public static string? DefaultPath => LocalData is { Length: > 0 } folder ? Path.Combine(folder, "Provisioning", "journal.db") : null;

    private static string LocalData =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Returns the journal that was specified, else the one in the environment variable, else the default one.</summary>
    public static JournalLocation Choose(string? asked)
    {
        string? chosen = string.IsNullOrEmpty(asked) ? Environment.GetEnvironmentVariable(Variable) : asked;
        string path = !string.IsNullOrEmpty(chosen)
            ? Path.GetFullPath(chosen!)
            : DefaultPath ?? throw JournalErrors.Unavailable(
                new JournalLocation("journal.db"),
                $"this user has no home folder for it. Specify a file with -Journal or the environment variable {Variable}.");

        // The files next to the journal (SQLite's log, the locks of runs) must be the same for processes that use another path to it.
        return new JournalLocation(Platform.ResolveLinks(path));
    }
}
