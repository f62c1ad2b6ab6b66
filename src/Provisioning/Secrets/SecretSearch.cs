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

    // Shorter Base64 has no room for a secret that is encoded in turn. Most words look like Base64, and few of them decode to that much text.
    private const int MinimumRun = 10;
    private const int MinimumText = 7;

    private static readonly TextLayers[] s_layers = [TextLayers.Json, TextLayers.Html, TextLayers.Percent];

    private readonly bool _hasBlank =
        Array.Exists(ofConnection, static secret => secret.HasBlank) || Array.Exists(ofRow, static secret => secret.HasBlank);

    /// <summary>Finds the secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Receives their places; null if it is enough to know that there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool In(string text, List<TextSpan>? found) => In(text, found, depth: 0);

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

        // Within Base64 a secret may be encoded in turn.
        return (depth < MaximumDepth && InBase64(text, found, depth)) || isFound;
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
        for (int at = 0, end; at < text.Text.Length; at = end + 1)
        {
            end = at;
            while (end < text.Text.Length && Base64Form.ValueOf(text.Text[end]) >= 0)
                end++;
            if (end - at < MinimumRun || !IsWithin(text.Text, at, end, depth))
                continue;
            if (found is null)
                return true;
            isFound = true;
            int padded = end;
            while (padded < text.Text.Length && text.Text[padded] == '=')
                padded++;
            found.Add(text.SpanOf(at, padded - at));
        }

        return isFound;
    }

    // The run may have other characters before what was encoded, so that nobody knows where its groups of four begin.
    private bool IsWithin(string text, int start, int end, int depth)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent((end - start) * 3 / 4);
        try
        {
            for (int phase = 0; phase < 4; phase++)
            {
                int count = Base64Form.Decode(text, start + phase, end, bytes);
                for (int at = 0; at < count; at++)
                {
                    int length = Base64Form.LengthOfText(bytes, at, count);
                    if (length >= MinimumText && In(Encoding.UTF8.GetString(bytes, at, length), found: null, depth + 1))
                        return true;
                    at += length;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
