using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Provisioning.Http.SignIn;

namespace Provisioning.Http;

/// <summary>Masks a connection's and a row's secrets in any text.</summary>
internal sealed class Redactor(ISignIn signIn)
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
        if (ReferenceEquals(cached.Source, signIn.Secrets) || cached.Secrets.SequenceEqual(signIn.Secrets))
            return cached.Forms;
        Secret[] secrets = [.. signIn.Secrets];
        _connection = new Cached(signIn.Secrets, secrets, SecretForms.Of(secrets));
        return _connection.Forms;
    }

    private sealed record Cached(IEnumerable<Secret> Source, Secret[] Secrets, SecretForms[] Forms);
}
