using System;
using System.IO;

namespace Provisioning.Journal;

/// <summary>Which journal is meant.</summary>
internal static class JournalPlace
{
    /// <summary>The environment variable that names a journal where no parameter does.</summary>
    public const string Variable = "PROVISIONING_JOURNAL";

    /// <summary>The file that is used where none is chosen.</summary>
    public static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "Provisioning", "journal.db");

    /// <summary>The journal to use: the one that was asked for, else the environment's, else the default one.</summary>
    public static JournalLocation Choose(string? asked)
    {
        string? chosen = string.IsNullOrEmpty(asked) ? Environment.GetEnvironmentVariable(Variable) : asked;
        return new JournalLocation(string.IsNullOrEmpty(chosen) ? DefaultPath : Path.GetFullPath(chosen!));
    }
}
