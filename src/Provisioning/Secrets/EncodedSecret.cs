using System;
using System.Collections.Generic;
using System.Text;

namespace Provisioning.Secrets;

/// <summary>
/// What to look for in a text, and in what the text decodes to, to find a secret. A text that is decoded too often contains the secret as
/// it is when it is decoded as often; this is looked for as well.
/// </summary>
internal sealed class EncodedSecret
{
    private const int MinimumBytes = 4;

    private static readonly TextLayers[] s_layers = [TextLayers.All, TextLayers.Json, TextLayers.Html, TextLayers.Percent];

    private readonly string[] _forms;
    private readonly byte[][] _bytes;

    private EncodedSecret(string value)
    {
        _forms = Forms(value);
        _bytes = Bytes(value);
        Base64Length = ((8 * _bytes[_bytes.Length - 1].Length) + 5) / 6;
        MinimumLength = Base64Length;
        foreach (string form in _forms)
        {
            HasBlank |= form.IndexOf(' ') >= 0 || form.IndexOf('+') >= 0;
            MinimumLength = Math.Min(MinimumLength, form.Length);
        }
    }

    /// <summary>Whether it matters that a plus sign stands for a blank in a form.</summary>
    public bool HasBlank { get; }

    /// <summary>The number of characters of Base64 that it takes at least. Each further encoding takes more.</summary>
    public int Base64Length { get; }

    /// <summary>The number of characters that a text has at least if it contains the secret in any form.</summary>
    public int MinimumLength { get; }

    public static EncodedSecret[] Of(IEnumerable<Secret> secrets)
    {
        var encoded = new List<EncodedSecret>();
        foreach (Secret secret in secrets)
        {
            if (!secret.IsForgotten)
                encoded.Add(new EncodedSecret(secret.Reveal()));
        }

        return [.. encoded];
    }

    /// <summary>Finds the secret in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Receives the places, in the original of the text; null if it is enough to know that there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool FindIn(DecodedText text, List<TextSpan>? found)
    {
        bool isFound = false;
        foreach (string form in _forms)
        {
            for (int at = 0; (at = text.Text.IndexOf(form, at, StringComparison.Ordinal)) >= 0; at += form.Length)
            {
                if (ShortForm.IsShort(form) && !ShortForm.IsAlone(text.Text, at, form.Length))
                    continue;
                if (found is null)
                    return true;
                isFound = true;
                found.Add(text.SpanOf(at, form.Length));
            }
        }

        return isFound;
    }

    /// <summary>Finds the secret in bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="count">How many bytes there are.</param>
    /// <param name="isAll">Whether the bytes are all that was encoded.</param>
    /// <returns>Where it starts, and its length; a negative index if it is not there.</returns>
    public (int Index, int Length) FindIn(byte[] bytes, int from, int count, bool isAll)
    {
        foreach (byte[] form in _bytes)
        {
            // Anything may contain so few bytes. They are found only if nothing else was encoded.
            if (form.Length < MinimumBytes && !(isAll && from == 0 && count == form.Length))
                continue;
            int at = new ReadOnlySpan<byte>(bytes, from, count - from).IndexOf(form);
            if (at >= 0)
                return (from + at, form.Length);
        }

        return (-1, 0);
    }

    // Old clients and servers encode credentials in Latin-1.
    private static byte[][] Bytes(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        if (bytes.Length == value.Length)
            return [bytes];
        foreach (char c in value)
        {
            if (c > 'ÿ')
                return [bytes];
        }

        byte[] latin = new byte[value.Length];
        for (int index = 0; index < latin.Length; index++)
            latin[index] = (byte)value[index];
        return [bytes, latin];
    }

    private static string[] Forms(string value)
    {
        // Nearly every secret ends here.
        if (DecodedText.LayersIn(value, withPlus: true) == 0 && value[0] != ' ' && value[value.Length - 1] != ' ')
            return [value];
        var forms = new List<string> { value };

        // Blanks at its ends are trimmed by vendors, and by this module.
        if (value.Trim() is { Length: > 1 } trimmed && trimmed.Length < value.Length)
            forms.Add(trimmed);
        foreach (TextLayers layers in s_layers)
        {
            DecodedText? decoded = DecodedText.Of(value);
            for (int round = 0; round < SecretSearch.MaximumRounds; round++)
            {
                decoded = decoded.Decode(layers, withSpans: false);
                if (decoded is null)
                    break;

                // What is left of a secret such as "%" or "+" would be found everywhere.
                foreach (string form in new[] { decoded.Text, decoded.Text.Trim() })
                {
                    if (form.Trim().Length > 1 && !forms.Contains(form))
                        forms.Add(form);
                }
            }
        }

        return [.. forms];
    }
}
