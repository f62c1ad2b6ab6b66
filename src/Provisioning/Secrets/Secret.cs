using System;
using System.Runtime.InteropServices;
using System.Security;

namespace Provisioning.Secrets;

/// <summary>
/// A password, key or token. It prints as <c>***</c> wherever it is shown, and no public member reveals it.
/// </summary>
public sealed class Secret
{
    /// <summary>What a masked secret looks like.</summary>
    public const string Masked = "***";

    private char[]? _value;

    private Secret(char[] value) => _value = value;

    /// <summary>Creates a secret from text.</summary>
    /// <param name="text">The secret; null or empty means that none was given.</param>
    /// <returns>The secret, or null if none was given.</returns>
    public static Secret? From(string? text) => string.IsNullOrEmpty(text) ? null : new Secret(text!.ToCharArray());

    /// <summary>Creates a secret from a <see cref="SecureString"/>, which may be disposed of afterwards.</summary>
    /// <param name="text">The secret; null or empty means that none was given.</param>
    /// <returns>The secret, or null if none was given.</returns>
    public static Secret? From(SecureString? text)
    {
        if (text is null || text.Length == 0)
        {
            return null;
        }

        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            var value = new char[text.Length];
            Marshal.Copy(pointer, value, 0, value.Length);
            return new Secret(value);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <summary>Always <see cref="Masked"/>.</summary>
    /// <returns><c>***</c></returns>
    public override string ToString() => Masked;

    /// <summary>What is wrong with it, without telling it; null where nothing is. A vendor would only say that it is the wrong one.</summary>
    internal string? Problem
    {
        get
        {
            if (_value is null)
                return null;
            if (_value.Length == 1)
                return "must have more than one character";
            if (new string(_value) == Masked)
                return $"is masked ({Masked}), as this module exports it: give the secret again";
            if (HasLoneSurrogate)
                return UnpairedSurrogate;
            foreach (char c in _value)
            {
                if (char.IsControl(c) || c is '\u2028' or '\u2029')
                    return "must not contain line breaks or control characters";
            }

            return null;
        }
    }

    /// <summary>What is wrong with a text that UTF-8 cannot express, as the rest of a sentence.</summary>
    internal const string UnpairedSurrogate = "must not contain half of a character (an unpaired surrogate), which would be sent as another one";

    /// <summary>Whether it contains half of a surrogate pair, which UTF-8 cannot express.</summary>
    internal bool HasLoneSurrogate => _value is not null && ShownText.HasLoneSurrogate(new string(_value));

    /// <summary>The secret itself, to be sent to the vendor only.</summary>
    /// <exception cref="ObjectDisposedException">The secret was forgotten by <see cref="Forget"/>.</exception>
    internal string Reveal() =>
        new(_value ?? throw new ObjectDisposedException(nameof(Secret), "This secret was forgotten when its connection was disconnected."));

    /// <summary>Whether <see cref="Forget"/> was called.</summary>
    internal bool IsForgotten => _value is null;

    /// <summary>Overwrites the secret in memory. It cannot be used afterwards.</summary>
    internal void Forget()
    {
        if (_value is { } value)
        {
            _value = null;
            Array.Clear(value, 0, value.Length);
        }
    }
}
