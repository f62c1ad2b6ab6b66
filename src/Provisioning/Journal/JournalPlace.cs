using System;
using System.IO;

namespace Provisioning.Journal;

/// <summary>Chooses the journal to use.</summary>
internal static class JournalPlace
{
    /// <summary>The environment variable that names the journal if no parameter does.</summary>
    public const string Variable = "PROVISIONING_JOURNAL";

    /// <summary>The file that is used if no journal is specified.</summary>
    public static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "Provisioning",
        "journal.db");

    /// <summary>Returns the journal that was specified, else the one in the environment variable, else the default one.</summary>
    public static JournalLocation Choose(string? asked)
    {
        string? chosen = string.IsNullOrEmpty(asked) ? Environment.GetEnvironmentVariable(Variable) : asked;
        return new JournalLocation(string.IsNullOrEmpty(chosen) ? DefaultPath : Path.GetFullPath(chosen!));
    }
}
