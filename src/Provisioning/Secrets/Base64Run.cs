using System;

namespace Provisioning.Secrets;

/// <summary>
/// Reads runs of characters that may be Base64, for URLs or not, padded or not. What was encoded may begin anywhere in a run, because
/// other text of the same characters may precede it.
/// </summary>
internal static class Base64Run
{
    private static readonly sbyte[] s_values = Values();

    /// <summary>Returns the value of a character of either alphabet; negative if it belongs to none.</summary>
    public static int ValueOf(char c) => c < 128 ? s_values[c] : -1;

    /// <summary>Returns where a run ends that starts at an index.</summary>
    public static int EndOf(string text, int start)
    {
        int end = start;
        while (end < text.Length && ValueOf(text[end]) >= 0)
            end++;
        return end;
    }

    /// <summary>Decodes a run, or a part of one.</summary>
    /// <returns>The number of bytes.</returns>
    public static int Decode(string text, int start, int end, byte[] bytes)
    {
        int count = 0;
        for (int at = start, bits = 0, buffer = 0; at < end; at++)
        {
            buffer = ((buffer << 6) | ValueOf(text[at])) & 0xFFFF;
            bits += 6;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[count++] = (byte)(buffer >> bits);
        }

        return count;
    }

    /// <summary>Returns the index after the padding at an index.</summary>
    public static int AfterPadding(string text, int end)
    {
        for (int padding = 0; padding < 2 && end < text.Length && text[end] == '='; padding++)
            end++;
        return end;
    }

    /// <summary>Returns how many bytes from an index on are text in UTF-8 without control characters.</summary>
    public static int LengthOfText(byte[] bytes, int start, int end)
    {
        int at = start;
        while (at < end)
        {
            int length = bytes[at] switch
            {
                (byte)'\t' or (byte)'\n' or (byte)'\r' or (>= 0x20 and < 0x7F) => 1,
                >= 0xC2 and < 0xE0 => 2,
                >= 0xE0 and < 0xF0 => 3,
                >= 0xF0 and < 0xF5 => 4,
                _ => 0,
            };
            if (length == 0 || at + length > end)
                break;
            bool isWhole = true;
            for (int index = 1; index < length; index++)
                isWhole &= bytes[at + index] is >= 0x80 and < 0xC0;
            if (!isWhole)
                break;
            at += length;
        }

        return at - start;
    }

    private static sbyte[] Values()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var values = new sbyte[128];
        for (int index = 0; index < values.Length; index++)
            values[index] = (sbyte)Alphabet.IndexOf((char)index);
        values['+'] = values['-'] = 62;
        values['/'] = values['_'] = 63;
        return values;
    }
}
