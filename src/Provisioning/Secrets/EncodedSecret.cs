using System;
using System.Collections.Generic;

namespace Provisioning.Secrets;

/// <summary>
/// What to look for in a text, and in what the text decodes to, to find a secret. A text that is decoded too often contains the secret as
/// it is when it is decoded as often; this is looked for as well.
/// </summary>
internal sealed class EncodedSecret
{
    private static readonly TextLayers[] s_layers = [TextLayers.All, TextLayers.Json, TextLayers.Html, TextLayers.Percent];

    private readonly string[] _forms;
    private readonly Base64Form[] _base64;

    private EncodedSecret(string value)
    {
        _forms = Forms(value);
        _base64 = Base64Form.Of(value);
        foreach (string form in _forms)
            HasBlank |= form.IndexOf(' ') >= 0 || form.IndexOf('+') >= 0;
    }

    /// <summary>Whether it matters that a plus sign stands for a blank in a form.</summary>
    public bool HasBlank { get; }

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

        foreach (Base64Form form in _base64)
        {
            int from = 0;
            while (form.FindIn(text.Text, ref from) is { } span)
            {
                if (found is null)
                    return true;
                isFound = true;
                found.Add(text.SpanOf(span.Start, span.End - span.Start));
            }
        }

        return isFound;
    }

    private static string[] Forms(string value)
    {
        var forms = new List<string> { value };

        // Blanks at its ends are trimmed by vendors, and by this module.
        if (value.Trim() is { Length: > 1 } trimmed && trimmed.Length < value.Length)
            forms.Add(trimmed);
        if (DecodedText.LayersIn(value, withPlus: true) == 0)
            return [.. forms];
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
