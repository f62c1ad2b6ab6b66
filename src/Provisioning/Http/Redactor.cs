using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Provisioning.Http.SignIn;

namespace Provisioning.Http;

/// <summary>Masks a connection's and a row's secrets in any text.</summary>
internal sealed class Redactor(ISignIn signIn)
{
    private Cached _connection = new([], []);

    public string Mask(string text, string[] rowForms)
    {
        List<string>? found = null;
        Find(text, ConnectionForms(), ref found);
        Find(text, rowForms, ref found);
        if (found is null)
            return text;

        // The longest first: one secret may stand inside another.
        found.Sort(static (a, b) => b.Length.CompareTo(a.Length));
        var masked = new StringBuilder(text);
        foreach (string form in found)
            masked.Replace(form, Secret.Mask);
        return masked.ToString();
    }

    private static void Find(string text, string[] forms, ref List<string>? found)
    {
        foreach (string form in forms)
        {
            if (text.IndexOf(form, StringComparison.Ordinal) >= 0)
                (found ??= []).Add(form);
        }
    }

    // Tokens come and go, so the forms are kept only as long as the secrets are the same.
    private string[] ConnectionForms()
    {
        Cached cached = _connection;
        if (cached.Secrets.SequenceEqual(signIn.Secrets))
            return cached.Forms;
        Secret[] secrets = [.. signIn.Secrets];
        _connection = new Cached(secrets, SecretForms.Of(secrets));
        return _connection.Forms;
    }

    private sealed record Cached(Secret[] Secrets, string[] Forms);
}
