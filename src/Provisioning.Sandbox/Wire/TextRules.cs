using System;
using System.Linq;

namespace Provisioning.Sandbox.Wire;

/// <summary>Rules about plain texts.</summary>
internal static class TextRules
{
    /// <summary>Credentials that hold this word are refused, so that a test can ask for a refusal without any setting.</summary>
    public static bool IsWrong(string? credential) => credential is not null && credential.Contains("wrong", StringComparison.OrdinalIgnoreCase);

    public static bool HasNoSpace(string text) => !text.Any(char.IsWhiteSpace);

    /// <summary>One @ with something on both sides and no space: the documents say no more than "valid".</summary>
    public static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@') && HasNoSpace(text);
    }

    public static bool IsPhone(string text) => text.All(c => c is '+' or ' ' || char.IsAsciiDigit(c));
}
