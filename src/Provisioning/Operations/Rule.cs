using System;
using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Provisioning.Operations;

/// <summary>A documented rule of one field, checked before anything is sent.</summary>
public sealed class Rule
{
    private static readonly Regex s_emailAddress = new(@"\A[^@\s,;<>""]+@[^@\s,;<>""]+\z", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static readonly Regex s_damage = new(@"\A\s*(\d+\.\d+E\+\d+|=\s*"".*)\s*\z", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private readonly Func<object, bool> _isMet;

    private Rule(string text, Func<object, bool> isMet)
    {
        Text = text;
        _isMet = isMet;
    }

    /// <summary>The field must be given.</summary>
    public static Rule Required { get; } = new("is required", static _ => true);

    /// <summary>No white space anywhere.</summary>
    public static Rule NoSpaces { get; } = new("must not contain spaces", static value => !HasWhiteSpace((string)value));

    /// <summary>No white space and no <c>@</c>.</summary>
    public static Rule NoSpacesNorAt { get; } = new("must not contain spaces or '@'", static value => !HasWhiteSpace((string)value) && ((string)value).IndexOf('@') < 0);

    /// <summary>An e-mail address: something, one <c>@</c>, something.</summary>
    public static Rule EmailAddress { get; } = new("must be a valid e-mail address", static value => s_emailAddress.IsMatch((string)value) && !HasWhiteSpace((string)value));

    /// <summary>Only <c>+</c>, space and digits.</summary>
    public static Rule PhoneDigits { get; } = new("may contain only '+', spaces and digits", static value => IsPhone((string)value));

    /// <summary>Not what a spreadsheet makes of a long number: <c>3.51E+11</c>, <c>="0035…"</c>. The vendors document no such rule; nobody's number looks so.</summary>
    public static Rule NotDamaged { get; } = new(
        "looks like what a spreadsheet made of it: format the column as text, and type the value again",
        static value => !s_damage.IsMatch((string)value));

    /// <summary>A MongoDB ObjectId.</summary>
    public static Rule ObjectId { get; } = new("must be 24 hexadecimal digits", static value => IsHex((string)value, 24));

    /// <summary>The text of the rule, as shown in errors and in help.</summary>
    public string Text { get; }

    /// <summary>At most so many characters.</summary>
    /// <param name="characters">The limit, in UTF-16 characters.</param>
    /// <returns>The rule.</returns>
    public static Rule MaxLength(int characters) => new(
        string.Format(CultureInfo.InvariantCulture, "may be up to {0} characters", characters),
        value => ((string)value).Length <= characters);

    /// <summary>One of a closed set of texts.</summary>
    /// <param name="texts">The texts, as the wire has them.</param>
    /// <returns>The rule.</returns>
    public static Rule OneOf(params string[] texts) => new("must be one of " + string.Join(", ", texts), value => Array.IndexOf(texts, value) >= 0);

    /// <summary>A rule that only one field has.</summary>
    /// <param name="text">The rule, so that it can follow the field's name: <c>must be …</c>.</param>
    /// <param name="isMet">Whether a given value keeps it.</param>
    /// <returns>The rule.</returns>
    public static Rule Of(string text, Func<object, bool> isMet) => new(text, isMet);

    internal bool IsMet(object value) => _isMet(value);

    /// <summary>Empty text, text of nothing but blanks, and empty lists are "not given": a CSV cell cannot say null.</summary>
    internal static bool IsGiven(object? value) => value switch
    {
        null => false,
        string text => HasContent(text),
        ICollection list => list.Count > 0,
        _ => true,
    };

    private static bool HasContent(string text) => text.Length > 0 && (text[0] is > ' ' and <= '~' || NameRule.Normalize(text).Length > 0);

    // What cannot be seen is no part of a name either, and a vendor may take it for one.
    private static bool HasWhiteSpace(string text)
    {
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || IsInvisible(c))
                return true;
        }

        return false;
    }

    private static bool IsInvisible(char c) => c is < ' ' or > '~' && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static bool IsPhone(string text)
    {
        foreach (char c in text)
        {
            if (c is not ('+' or ' ' or (>= '0' and <= '9')))
                return false;
        }

        return true;
    }

    private static bool IsHex(string text, int length)
    {
        foreach (char c in text)
        {
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
                return false;
        }

        return text.Length == length;
    }
}
