using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;

namespace Provisioning.Secrets;

/// <summary>
/// Looks for secrets in a text and in everything that it can be decoded to. Most texts contain nothing that could be decoded, and are
/// searched once. Any other text is decoded a limited number of times.
/// </summary>
internal sealed class SecretSearch(EncodedSecret[] ofConnection, EncodedSecret[] ofRow)
{
    /// <summary>Maximum number of times that a text is decoded with the same encodings.</summary>
    public const int MaximumRounds = 5;

    // Work is bounded, whatever a text is made of.
    private const int MaximumDecodings = 64;
    private const int LargeText = 128 * 1024;
    private const int MaximumOfLargeText = 6;

    // Base64 in Base64 is a token in a header that somebody echoes in a token.
    private const int MaximumDepth = 3;

    // Most words look like Base64, and few of them decode to that much text.
    private const int MinimumText = 7;

    private static readonly TextLayers[] s_layers = [TextLayers.Json, TextLayers.Html, TextLayers.Percent];

    private readonly bool _hasBlank =
        Array.Exists(ofConnection, static secret => secret.HasBlank) || Array.Exists(ofRow, static secret => secret.HasBlank);

    private readonly int _minimumRun = Shortest(ofConnection, ofRow, static secret => secret.Base64Length);

    // Decoding only shortens a text. The keys of most rows and the answers of some vendors are shorter than any secret.
    private readonly int _minimumLength = Shortest(ofConnection, ofRow, static secret => secret.MinimumLength);

    /// <summary>Finds the secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Receives their places; null if it is enough to know that there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool In(string text, List<TextSpan>? found) => text.Length >= _minimumLength && In(text, found, depth: 0);

    private bool In(string text, List<TextSpan>? found, int depth)
    {
        var original = DecodedText.Of(text);
        bool isFound = Here(original, found, depth);
        if ((isFound && found is null) || DecodedText.LayersIn(text, _hasBlank) == 0)
            return isFound;
        var seen = new HashSet<string>(StringComparer.Ordinal) { text };
        DecodedText? decoded = original;
        for (int round = 0; round < MaximumRounds; round++)
        {
            decoded = decoded.Decode(TextLayers.All, found is not null);
            if (decoded is null || !seen.Add(decoded.Text))
                break;
            isFound |= Here(decoded, found, depth);
            if (isFound && found is null)
                return true;
        }

        return InOrders(original, found, depth, seen) || isFound;
    }

    // All encodings at once, as above, take an escape apart that consists of what two of them left. One after another, in the order in which
    // they were applied, they do not; nobody knows that order, so that all are tried.
    private bool InOrders(DecodedText original, List<TextSpan>? found, int depth, HashSet<string> seen)
    {
        bool isFound = false;
        int left = original.Text.Length > LargeText ? MaximumOfLargeText : MaximumDecodings;
        var waiting = new Queue<(DecodedText Text, int Round)>();
        waiting.Enqueue((original, 0));
        while (waiting.Count > 0)
        {
            (DecodedText text, int round) = waiting.Dequeue();
            TextLayers there = DecodedText.LayersIn(text.Text, _hasBlank);
            foreach (TextLayers layer in s_layers)
            {
                if ((there & layer) == 0 || left-- <= 0 || text.Decode(layer, found is not null) is not { } decoded)
                    continue;

                // What was seen with all encodings at once is not searched again, but it is decoded further.
                if (round + 1 < MaximumRounds)
                    waiting.Enqueue((decoded, round + 1));
                if (!seen.Add(decoded.Text))
                    continue;
                isFound |= Here(decoded, found, depth);
                if (isFound && found is null)
                    return true;
            }
        }

        return isFound;
    }

    private bool Here(DecodedText text, List<TextSpan>? found, int depth)
    {
        bool isFound = Any(ofConnection, text, found);
        if (isFound && found is null)
            return true;
        isFound |= Any(ofRow, text, found);
        if (isFound && found is null)
            return true;

        return InBase64(text, found, depth) || isFound;
    }

    private static int Shortest(EncodedSecret[] ofConnection, EncodedSecret[] ofRow, Func<EncodedSecret, int> length)
    {
        int shortest = int.MaxValue;
        foreach (EncodedSecret secret in ofConnection)
            shortest = Math.Min(shortest, length(secret));
        foreach (EncodedSecret secret in ofRow)
            shortest = Math.Min(shortest, length(secret));
        return shortest;
    }

    private static bool Any(EncodedSecret[] secrets, DecodedText text, List<TextSpan>? found)
    {
        bool isFound = false;
        foreach (EncodedSecret secret in secrets)
        {
            isFound |= secret.FindIn(text, found);
            if (isFound && found is null)
                return true;
        }

        return isFound;
    }

    private bool InBase64(DecodedText text, List<TextSpan>? found, int depth)
    {
        bool isFound = false;
        byte[]? bytes = null;
        for (int at = 0, end; at < text.Text.Length; at = end + 1)
        {
            end = Base64Run.EndOf(text.Text, at);
            if (end - at < _minimumRun)
                continue;
            bytes ??= ArrayPool<byte>.Shared.Rent(text.Text.Length);
            isFound |= InRun(text, at, end, bytes, found, depth) | InParts(text, at, end, bytes, found);
            if (isFound && found is null)
                break;
        }

        if (bytes is not null)
            ArrayPool<byte>.Shared.Return(bytes);
        return isFound;
    }

    // Signs of the alphabets also separate the parts of paths and names, one of which may be all that was encoded.
    private bool InParts(DecodedText text, int start, int end, byte[] bytes, List<TextSpan>? found)
    {
        bool isFound = false;
        for (int from = start, at = start; at <= end; at++)
        {
            if (at < end && text.Text[at] is not ('/' or '_' or '-'))
                continue;
            if (at - from >= _minimumRun && at - from < end - start)
            {
                int count = Base64Run.Decode(text.Text, from, at, bytes);
                isFound |= InBytes(ofConnection, text, from, at, bytes, count, isAll: true, found)
                    | InBytes(ofRow, text, from, at, bytes, count, isAll: true, found);
            }

            from = at + 1;
        }

        return isFound;
    }

    // Other characters may precede what was encoded, so that nobody knows where its groups of four begin.
    private bool InRun(DecodedText text, int start, int end, byte[] bytes, List<TextSpan>? found, int depth)
    {
        bool isFound = false;
        for (int phase = 0; phase < 4 && end - start - phase >= _minimumRun; phase++)
        {
            int count = Base64Run.Decode(text.Text, start + phase, end, bytes);
            isFound |= InBytes(ofConnection, text, start + phase, end, bytes, count, phase == 0, found)
                || InBytes(ofRow, text, start + phase, end, bytes, count, phase == 0, found);
            if (isFound && found is null)
                return true;

            // Within Base64 a secret may be encoded in turn.
            if (depth >= MaximumDepth || !IsInText(bytes, count, depth))
                continue;
            found?.Add(text.SpanOf(start, Base64Run.AfterPadding(text.Text, end) - start));
            return true;
        }

        return isFound;
    }

    private static bool InBytes(
        EncodedSecret[] secrets, DecodedText text, int start, int end, byte[] bytes, int count, bool isAll, List<TextSpan>? found)
    {
        bool isFound = false;
        foreach (EncodedSecret secret in secrets)
        {
            for (int from = 0; secret.FindIn(bytes, from, count, isAll) is (>= 0 and var index, var length); from = index + length)
            {
                isFound = true;
                if (found is null)
                    return true;

                // All characters that contain a bit of it.
                int first = start + (index * 8 / 6), last = start + (((index + length) * 8) + 5) / 6;
                if (last == end)
                    last = Base64Run.AfterPadding(text.Text, end);
                found.Add(text.SpanOf(first, last - first));
            }
        }

        return isFound;
    }

    private bool IsInText(byte[] bytes, int count, int depth)
    {
        for (int at = 0; at < count; at++)
        {
            int length = Base64Run.LengthOfText(bytes, at, count);
            if (length >= MinimumText && In(Encoding.UTF8.GetString(bytes, at, length), found: null, depth + 1))
                return true;
            at += length;
        }

        return false;
    }
}
