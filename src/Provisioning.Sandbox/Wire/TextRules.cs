using System;
using System.Linq;

namespace Provisioning.Sandbox.Wire;

/// <summary>Rules for text.</summary>
internal static class TextRules
{
    /// <summary>Credentials that contain the word "wrong" are refused, so that tests can cause a refusal without configuration.</summary>
    public static bool IsWrong(string? credential) =>
        credential is not null && credential.Contains("wrong", StringComparison.OrdinalIgnoreCase);

    public static bool HasNoSpace(string text) => !text.Any(char.IsWhiteSpace);

    /// <summary>One @ with text on both sides and no spaces. The documents say only "valid".</summary>
    public static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@') && HasNoSpace(text);
    }

    public static bool IsPhone(string text) => text.All(c => c is '+' or ' ' || char.IsAsciiDigit(c));
}
