using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Provisioning.Secrets;

/// <summary>Masks a connection's and a row's secrets in any text.</summary>
/// <param name="secrets">The connection's secrets as they are now: tokens come and go.</param>
internal sealed class Redactor(Func<IEnumerable<Secret>> secrets)
{
    private Cached _connection = new([], [], []);

    public string Mask(string text, SecretForms[] row)
    {
        List<string>? found = null;
        foreach (SecretForms forms in ConnectionForms())
            forms.FindIn(text, ref found);
        foreach (SecretForms forms in row)
            forms.FindIn(text, ref found);
        if (found is null)
            return text;

        // The longest first: one secret may stand inside another.
        found.Sort(static (a, b) => b.Length.CompareTo(a.Length));
        var masked = new StringBuilder(text);
        foreach (string form in found)
            masked.Replace(form, Secret.Mask);
        return masked.ToString();
    }

    // Tokens come and go, so the forms are kept only as long as the secrets are the same.
    private SecretForms[] ConnectionForms()
    {
        Cached cached = _connection;
        IEnumerable<Secret> current = secrets();
        if (ReferenceEquals(cached.Source, current) || cached.Secrets.SequenceEqual(current))
            return cached.Forms;
        Secret[] all = [.. current];
        _connection = new Cached(current, all, SecretForms.Of(all));
        return _connection.Forms;
    }

    private sealed record Cached(IEnumerable<Secret> Source, Secret[] Secrets, SecretForms[] Forms);
}
