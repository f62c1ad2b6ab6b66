using System;

namespace Provisioning.Operations;

/// <summary>The forms of IDs that vendors document. An answer whose ID has another form is not a readable "yes".</summary>
internal static class VendorId
{
    /// <summary>Returns whether a text is a GUID in its usual form, and not the empty one.</summary>
    public static bool IsGuid(string text) =>
        text.Length == 36 && text[0] is not ('+' or '-') && Guid.TryParseExact(text, "D", out Guid id) && id != Guid.Empty
        && string.Equals(id.ToString("D"), text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a text is a MongoDB ObjectId: 24 hexadecimal digits.</summary>
    public static bool IsObjectId(string text)
    {
        foreach (char c in text)
        {
            if (HexDigits.ValueOf(c) < 0)
                return false;
        }

        return text.Length == 24;
    }
}
