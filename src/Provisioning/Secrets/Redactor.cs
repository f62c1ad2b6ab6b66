using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Provisioning.Secrets;

/// <summary>Masks a connection's and a row's secrets in any text.</summary>
/// <param name="secrets">Returns the connection's current secrets: tokens come and go.</param>
internal sealed class Redactor(Func<IEnumerable<Secret>> secrets)
{
    private Cached _connection = new([], [], []);

    public string Mask(string text, EncodedSecret[] row)
    {
        List<string>? found = null;
        foreach (EncodedSecret secret in ConnectionSecrets())
            secret.FindIn(text, ref found);
        foreach (EncodedSecret secret in row)
            secret.FindIn(text, ref found);
        if (found is null)
            return text;

        // The longest first, because one secret may contain another.
        found.Sort(static (a, b) => b.Length.CompareTo(a.Length));
        var masked = new StringBuilder(text);
        foreach (string form in found)
        {
            if (!ShortForm.IsShort(form))
                masked.Replace(form, Secret.Masked);
            else
                ShortForm.MaskIn(masked, form);
        }

        return masked.ToString();
    }

    // Tokens come and go, so the encoded forms are cached only as long as the secrets stay the same.
    private EncodedSecret[] ConnectionSecrets()
    {
        Cached cached = _connection;
        IEnumerable<Secret> current = secrets();
        if (ReferenceEquals(cached.Source, current) || cached.Secrets.SequenceEqual(current))
            return cached.Encoded;
        Secret[] all = [.. current];
        _connection = new Cached(current, all, EncodedSecret.Of(all));
        return _connection.Encoded;
    }

    private sealed record Cached(IEnumerable<Secret> Source, Secret[] Secrets, EncodedSecret[] Encoded);
}
