using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Provisioning.LegacySupport;

namespace Provisioning.Import;

/// <summary>Finds encodings by their registered names, their numbers, and the names that PowerShell uses.</summary>
internal static class EncodingNames
{
    // The names that depend on the machine (Default, ANSI, OEM) are missing on purpose: the same command would read the same file differently elsewhere.
    private static readonly Dictionary<string, string> s_powerShell = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["utf8BOM"] = "utf-8",
        ["utf8NoBOM"] = "utf-8",
        ["unicode"] = "utf-16",
        ["utf16"] = "utf-16",
        ["bigendianunicode"] = "utf-16BE",
        ["bigendianutf32"] = "utf-32BE",
        ["utf32"] = "utf-32",
        ["ascii"] = "us-ascii",
        ["latin1"] = "iso-8859-1",
    };

    // A codec that has been dropped because one text has several forms in it.
    private const int Utf7 = 65000;

    /// <summary>The names that are offered for completion.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [
        "utf-8", "utf-16", "utf-16BE", "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1257", "iso-8859-1",
        "iso-8859-15", "ibm850", "ibm437", "macintosh", "shift_jis", "gb18030",
    ];

    /// <summary>Returns an encoding that refuses what it cannot read; null if there is none with the name or number.</summary>
    public static Encoding? Find(string name)
    {
        string trimmed = name.Trim();
        Encoding? found = int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number is > 0 and <= ushort.MaxValue ? CodePages.Find(number) : null
            : CodePages.Find(s_powerShell.TryGetValue(trimmed, out string? registered) ? registered : trimmed);
        return found is null or { CodePage: Utf7 } ? null : found;
    }
}
