using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Provisioning.Secrets;

/// <summary>Masks a connection's and a row's secrets in any text, whatever encoding they are in.</summary>
/// <param name="secrets">Returns the connection's current secrets: tokens come and go.</param>
internal sealed class Redactor(Func<IEnumerable<Secret>> secrets)
{
    private Cached _connection = new([], [], []);

    /// <summary>Masks a text. It must be whole: a secret that was cut is no longer recognized.</summary>
    /// <returns>The masked text; the same instance if there is nothing to mask.</returns>
    public string Mask(string text, EncodedSecret[] row)
    {
        var search = new SecretSearch(ConnectionSecrets(), row);
        if (!search.In(text, found: null))
            return text;
        var found = new List<TextSpan>();
        search.In(text, found);
        found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var masked = new StringBuilder(text.Length);
        int end = 0;
        for (int index = 0; index < found.Count;)
        {
            masked.Append(text, end, found[index].Start - end).Append(Secret.Masked);
            end = found[index].End;

            // One secret may contain another, and may be found in several forms.
            while (++index < found.Count && found[index].Start <= end)
                end = Math.Max(end, found[index].End);
        }

        return masked.Append(text, end, text.Length - end).ToString();
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
