using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Provisioning.Import;

/// <summary>Finds the encodings that may fit a file, and shows how the first word that is not UTF-8 reads in them.</summary>
internal static class EncodingAdvice
{
    private const int Radius = 24;
    private const int Most = 2;

    /// <summary>The message for a file that is not UTF-8.</summary>
    /// <param name="file">The file.</param>
    /// <param name="place">The first byte that is not UTF-8.</param>
    /// <param name="culture">The culture of the file, which has a usual code page; null if it is not known.</param>
    /// <param name="mayShow">Whether the word may be shown: it may be part of a password.</param>
    public static string Of(Stream file, BytePlace place, CultureInfo? culture, bool mayShow)
    {
        (byte[] before, byte[] after) = Around(file, place.Offset);
        (string Name, string Word)[] readings = [.. Candidates(culture).Select(name => (name, Read(name, before, after)))
            .Where(static reading => reading.Item2 is not null)!];

        // Names have letters in them, and hardly ever the box or the superscript that the byte is in another code page.
        (string Name, string Word)[] fitting = [.. readings.Where(static reading => char.IsLetter(reading.Word[0])).Take(Most)];
        fitting = fitting.Length > 0 ? fitting : readings;
        string where = string.Format(
            CultureInfo.InvariantCulture,
            "The file is not UTF-8: the byte 0x{0:X2} at offset {1} (line {2}) does not fit.",
            after[0],
            place.Offset,
            place.Line);
        if (fitting.Length == 0)
            return where + " Name its encoding with -Encoding.";
        return mayShow
            ? $"{where} {string.Join(", and ", fitting.Select(static (reading, index) => index == 0
                ? $"With -Encoding {reading.Name} that word reads '{reading.Word}'"
                : $"with -Encoding {reading.Name} '{reading.Word}'"))}."
            : $"{where} Try {string.Join(", or ", fitting.Select(static reading => $"-Encoding {reading.Name}"))}.";
    }

    private static IEnumerable<string> Candidates(CultureInfo? culture)
    {
        int usual = culture?.TextInfo.ANSICodePage ?? 0;
        string[] all = ["windows-1252", "ibm850"];
        return usual is >= 1250 and <= 1258
            ? new[] { string.Format(CultureInfo.InvariantCulture, "windows-{0}", usual) }.Concat(all).Distinct()
            : all;
    }

    private static (byte[] Before, byte[] After) Around(Stream file, long offset)
    {
        long start = Math.Max(0, offset - Radius);
        var bytes = new byte[offset - start + Radius];
        file.Position = start;
        int total = TextFile.Fill(file, bytes);
        int at = (int)(offset - start);
        return ([.. bytes.Take(at)], [.. bytes.Take(total).Skip(at)]);
    }

    // The letters to the left and right of the byte, if it is a letter itself.
    private static string? Read(string name, byte[] before, byte[] after)
    {
        try
        {
            Encoding encoding = EncodingNames.Find(name)!;
            string left = encoding.GetString(before);
            string right = encoding.GetString(after);
            string word = new string([.. left.Reverse().TakeWhile(char.IsLetter).Reverse()]) + new string([.. right.TakeWhile(char.IsLetter)]);
            return right.Length == 0 || char.IsControl(right[0]) ? null : char.IsLetter(right[0]) ? word : right.Substring(0, 1);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
