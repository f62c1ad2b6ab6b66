using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Provisioning.Secrets;

/// <summary>
/// A secret as it looks within Base64, at one of the three places that it may have among the groups of three bytes: <c>Basic</c> headers
/// and whole documents contain it so, with other text before and after it. The characters in the middle are the secret's alone; the first
/// and the last one may share their bits with other text.
/// </summary>
internal sealed class Base64Form
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    // A shorter secret looks like a part of any word. It is found only if it is all that is encoded.
    private const int MinimumBytes = 4;

    private readonly string _middle;
    private readonly (int Mask, int Bits)? _first;
    private readonly (int Mask, int Bits)? _last;
    private readonly bool _isAlone;

    private Base64Form(string middle, (int Mask, int Bits)? first, (int Mask, int Bits)? last, bool isAlone)
    {
        _middle = middle;
        _first = first;
        _last = last;
        _isAlone = isAlone;
    }

    /// <summary>Returns the forms of a secret.</summary>
    public static Base64Form[] Of(string secret)
    {
        var forms = new List<Base64Form>();
        foreach (byte[] bytes in BytesOf(secret))
        {
            for (int offset = 0; offset < (bytes.Length < MinimumBytes ? 1 : 3); offset++)
                forms.AddRange(Of(bytes, offset));
        }

        return [.. forms];
    }

    /// <summary>Returns the value of a character of either alphabet; negative if it belongs to none.</summary>
    public static int ValueOf(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };

    /// <summary>Decodes a part of a text that consists of characters of the alphabets.</summary>
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

    /// <summary>Finds the form in a text, from an index on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to start; afterwards, where to go on.</param>
    /// <returns>The span of the characters that contain bits of the secret; null if there is none.</returns>
    public TextSpan? FindIn(string text, ref int from)
    {
        while (from <= text.Length - _middle.Length)
        {
            int at = text.IndexOf(_middle, from, StringComparison.Ordinal);
            if (at < 0)
                break;
            from = at + 1;
            int start = _first is null ? at : at - 1;
            int end = at + _middle.Length + (_last is null ? 0 : 1);
            if (!HasBits(text, start, _first) || !HasBits(text, end - 1, _last) || (_isAlone && !IsAlone(text, start, end)))
                continue;
            for (int padding = 0; padding < 2 && end < text.Length && text[end] == '='; padding++)
                end++;
            from = end;
            return new TextSpan(start, end);
        }

        return null;
    }

    private static IEnumerable<byte[]> BytesOf(string secret)
    {
        yield return Encoding.UTF8.GetBytes(secret);

        // Old clients and servers encode credentials in Latin-1.
        if (secret.Any(static c => c > '~') && secret.All(static c => c <= 'ÿ'))
            yield return [.. secret.Select(static c => (byte)c)];
    }

    private static IEnumerable<Base64Form> Of(byte[] bytes, int offset)
    {
        // All groups that contain a byte of the secret, with zeros around it.
        byte[] groups = new byte[(offset + bytes.Length + 2) / 3 * 3];
        bytes.CopyTo(groups, offset);
        string encoded = Convert.ToBase64String(groups);
        int startBit = 8 * offset, endBit = startBit + (8 * bytes.Length);
        (int Mask, int Bits)? first = null, last = null;
        int start = startBit / 6, end = endBit / 6;
        if (startBit % 6 is > 0 and var before)
            first = Shared(encoded[start++], 63 >> before);
        if (endBit % 6 is > 0 and var inside)
            last = Shared(encoded[end], 63 & ~(63 >> inside));
        if (end <= start)
            yield break;
        string middle = encoded.Substring(start, end - start);
        bool isAlone = bytes.Length < MinimumBytes;
        yield return new Base64Form(middle, first, last, isAlone);
        bool hasPlus = middle.IndexOf('+') >= 0;
        if (hasPlus || middle.IndexOf('/') >= 0)
            yield return new Base64Form(middle.Replace('+', '-').Replace('/', '_'), first, last, isAlone);
        if (hasPlus)
            yield return new Base64Form(middle.Replace('+', ' '), first, last, isAlone);
    }

    private static (int Mask, int Bits) Shared(char c, int mask) => (mask, Alphabet.IndexOf(c) & mask);

    private static bool HasBits(string text, int at, (int Mask, int Bits)? shared) =>
        shared is not { } expected
        || (at >= 0 && at < text.Length && ValueOf(text[at]) is >= 0 and var value && (value & expected.Mask) == expected.Bits);

    // Signs of the alphabets also separate the parts of paths and names.
    private static bool IsAlone(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
}
