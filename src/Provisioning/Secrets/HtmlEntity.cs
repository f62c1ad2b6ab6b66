using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;

namespace Provisioning.Secrets;

/// <summary>Reads character references of HTML and XML: <c>&amp;amp;</c>, <c>&amp;#39;</c>, <c>&amp;#x27;</c>.</summary>
internal static class HtmlEntity
{
    // No name and no number is longer.
    private const int MaximumLength = 16;

    // The names of HTML 5 for characters of ASCII, which .NET does not know.
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["Tab"] = "\t", ["NewLine"] = "\n", ["excl"] = "!", ["num"] = "#", ["dollar"] = "$", ["percnt"] = "%", ["lpar"] = "(", ["rpar"] = ")",
        ["ast"] = "*", ["midast"] = "*", ["plus"] = "+", ["comma"] = ",", ["period"] = ".", ["sol"] = "/", ["colon"] = ":", ["semi"] = ";",
        ["equals"] = "=", ["quest"] = "?", ["commat"] = "@", ["lsqb"] = "[", ["lbrack"] = "[", ["bsol"] = "\\", ["rsqb"] = "]", ["rbrack"] = "]",
        ["Hat"] = "^", ["lowbar"] = "_", ["UnderBar"] = "_", ["grave"] = "`", ["lcub"] = "{", ["lbrace"] = "{", ["verbar"] = "|", ["vert"] = "|",
        ["VerticalLine"] = "|", ["rcub"] = "}", ["rbrace"] = "}", ["apos"] = "'", ["AMP"] = "&", ["LT"] = "<", ["GT"] = ">", ["QUOT"] = "\"",
    };

    /// <summary>Reads the reference that starts at an ampersand.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The index of the ampersand.</param>
    /// <param name="length">The length of the reference.</param>
    /// <returns>The character or characters; null if it is no reference.</returns>
    public static string? Read(string text, int start, out int length)
    {
        int end = text.IndexOf(';', start, Math.Min(MaximumLength, text.Length - start));
        length = end - start + 1;
        if (end < start + 3)
            return null;
        string name = text.Substring(start + 1, end - start - 1);
        if (name[0] == '#')
            return OfNumber(name);
        if (s_names.TryGetValue(name, out string? known))
            return known;
        string reference = text.Substring(start, length);
        string decoded = WebUtility.HtmlDecode(reference);
        return decoded == reference ? null : decoded;
    }

    private static string? OfNumber(string name)
    {
        bool isHex = name[1] is 'x' or 'X';
        string digits = name.Substring(isHex ? 2 : 1);
        NumberStyles style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(digits, style, CultureInfo.InvariantCulture, out int code) ? OfCode(code) : null;
    }

    /// <summary>Returns the characters of a code point; null if there is none.</summary>
    public static string? OfCode(int code) => code switch
    {
        < 0 or > 0x10FFFF => null,
        < 0x10000 => ((char)code).ToString(),
        _ => char.ConvertFromUtf32(code),
    };
}
