using System;
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

    // Base64 in Base64 is a token in a header that somebody echoes.
    private const int MaximumDepth = 2;

    // Shorter Base64 has no room for a secret and anything around it that would have to be decoded in turn.
    private const int MinimumRun = 8;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// The encodings that are decoded together. Nested encodings need all of them at once. A secret that itself ends like an escape needs the
    /// one that was applied to it alone.
    /// </summary>
    public static IReadOnlyList<TextLayers> LayerSets { get; } = [TextLayers.All, TextLayers.Json, TextLayers.Html, TextLayers.Percent];

    private readonly bool _hasBlank =
        Array.Exists(ofConnection, static secret => secret.HasBlank) || Array.Exists(ofRow, static secret => secret.HasBlank);

    private readonly bool _arePlain =
        Array.TrueForAll(ofConnection, static secret => secret.IsPlain) && Array.TrueForAll(ofRow, static secret => secret.IsPlain);

    /// <summary>Finds the secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Receives their places; null if it is enough to know that there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool In(string text, List<TextSpan>? found) => In(text, found, depth: 0);

    private bool In(string text, List<TextSpan>? found, int depth)
    {
        var original = DecodedText.Of(text);
        bool isFound = Here(original, found, depth);
        if (isFound && found is null)
            return true;
        TextLayers there = DecodedText.LayersIn(text, _hasBlank);
        if (there == 0)
            return isFound;
        foreach (TextLayers layers in LayerSets)
        {
            // What is the only encoding in the text was decoded with all of them already.
            if (layers != TextLayers.All && ((there & layers) == 0 || there == layers))
                continue;
            DecodedText? decoded = original;
            for (int round = 0; round < MaximumRounds; round++)
            {
                decoded = decoded.Decode(layers, found is not null);
                if (decoded is null)
                    break;
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
        return (depth < MaximumDepth && !_arePlain && InBase64(text, found, depth)) || isFound;
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
            if (end - at < MinimumRun || Decode(text.Text, at, end) is not { } inner || !In(inner, found: null, depth + 1))
                continue;
            if (found is null)
                return true;
            isFound = true;
            found.Add(text.SpanOf(at, end - at));
        }

        return isFound;
    }

    // Most words look like Base64. Few of them decode to text.
    private static string? Decode(string text, int start, int end)
    {
        if (Decode(text, start, end, bytes: null) is not (> 0 and var count))
            return null;
        byte[] bytes = new byte[count];
        Decode(text, start, end, bytes);
        return s_utf8.GetString(bytes);
    }

    /// <summary>Returns the number of bytes; 0 if they are not text.</summary>
    private static int Decode(string text, int start, int end, byte[]? bytes)
    {
        int count = 0;
        for (int at = start, bits = 0, buffer = 0; at < end; at++)
        {
            buffer = ((buffer << 6) | Base64Form.ValueOf(text[at])) & 0xFFFF;
            bits += 6;
            if (bits < 8)
                continue;
            bits -= 8;
            byte value = (byte)(buffer >> bits);
            if (value is 0x7F or (< 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n')))
                return 0;
            if (bytes is not null)
                bytes[count] = value;
            count++;
        }

        return count;
    }
}
