using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Provisioning.Operations;

/// <summary>A documented rule of one field, checked before anything is sent.</summary>
public sealed class Rule
{
    private static readonly Regex s_emailAddress =
        new(@"\A[^@\s,;<>""]+@[^@\s,;<>""]+\z", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static readonly Regex s_damage =
        new(
            @"\A\s*(\d+[.,]\d+E\+\d+|=\s*"".*|#(NAME\?|N/A|REF!|VALUE!|DIV/0!|NULL!|NUM!)|#{3,})\s*\z",
            RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private readonly Func<object, bool> _isMet;
    private readonly Func<object, IEnumerable<RuleFault>>? _faults;

    private Rule(string text, Func<object, bool> isMet, Func<object, IEnumerable<RuleFault>>? faults = null)
    {
        Text = text;
        _isMet = isMet;
        _faults = faults;
    }

    /// <summary>The field must be given.</summary>
    public static Rule Required { get; } = new("is required", static _ => true);

    /// <summary>No white space anywhere.</summary>
    public static Rule NoSpaces { get; } = new("must not contain spaces", static value => !HasWhiteSpace((string)value));

    /// <summary>No white space and no <c>@</c>.</summary>
    public static Rule NoSpacesNorAt { get; } = new(
        "must not contain spaces or '@'", static value => !HasWhiteSpace((string)value) && ((string)value).IndexOf('@') < 0);

    /// <summary>An e-mail address: something, one <c>@</c>, something.</summary>
    public static Rule EmailAddress { get; } = new(
        "must be a valid e-mail address",
        static value => s_emailAddress.IsMatch((string)value) && !HasWhiteSpace((string)value));

    /// <summary>Only <c>+</c>, space and digits.</summary>
    public static Rule PhoneDigits { get; } =
        new("may contain only '+', spaces and digits", static value => IsPhone((string)value));

    /// <summary>
    /// Not damaged by a spreadsheet, such as <c>3.51E+11</c>, <c>="0035…"</c> or <c>#NAME?</c>. The vendors document no such rule, but no valid value
    /// looks like this.
    /// </summary>
    public static Rule NotDamaged { get; } = new(
        "looks as if a spreadsheet changed it: format the column as text, and enter the value again",
        static value => !s_damage.IsMatch((string)value));

    /// <summary>A MongoDB ObjectId.</summary>
    public static Rule ObjectId { get; } = new("must be 24 hexadecimal digits", static value => VendorId.IsObjectId((string)value));

    /// <summary>The text of the rule, as shown in errors and in help.</summary>
    public string Text { get; }

    /// <summary>Limits the number of characters.</summary>
    /// <param name="characters">The maximum number of UTF-16 characters.</param>
    /// <returns>The rule.</returns>
    public static Rule MaxLength(int characters) => new(
        string.Format(CultureInfo.InvariantCulture, "may be up to {0} characters", characters),
        value => ((string)value).Length <= characters);

    /// <summary>One of a fixed list of texts.</summary>
    /// <param name="texts">The texts, as they are on the wire.</param>
    /// <returns>The rule.</returns>
    public static Rule OneOf(params string[] texts) =>
        new("must be one of " + string.Join(", ", texts), value => Array.IndexOf(texts, value) >= 0);

    /// <summary>Creates a rule that only one field has.</summary>
    /// <param name="text">The text of the rule, which follows the field's name: <c>must be …</c>.</param>
    /// <param name="isMet">Returns whether a value complies with the rule.</param>
    /// <returns>The rule.</returns>
    public static Rule Of(string text, Func<object, bool> isMet) => new(text, isMet);

    /// <summary>Creates a rule of the parts of a nested value, each of which is reported by itself.</summary>
    /// <param name="text">The text of the rule.</param>
    /// <param name="faults">Returns the parts that violate the rule.</param>
    internal static Rule OfParts(string text, Func<object, IEnumerable<RuleFault>> faults) =>
        new(text, value => !faults(value).Any(), faults);

    internal bool IsMet(object value) => _isMet(value);

    /// <summary>Makes the errors of a value that violates the rule.</summary>
    internal IEnumerable<FieldError> Violations(string field, object value) => _faults is null
        ? [new FieldError(field, Text, FieldText.Of(value))]
        : _faults(value).Select(fault => new FieldError(field, Text, fault.Value) { Where = fault.Where });

    /// <summary>
    /// Returns whether a value is given. Empty text, white space and empty lists are not, because a CSV cell cannot contain null.
    /// </summary>
    internal static bool IsGiven(object? value) => value switch
    {
        null => false,
        string text => HasContent(text),
        ICollection list => list.Count > 0,
        _ => true,
    };

    private static bool HasContent(string text) => text.Length > 0 && (text[0] is > ' ' and <= '~' || NameRule.Normalize(text).Length > 0);

    // An invisible character is not part of a name, but a vendor may treat it as one.
    private static bool HasWhiteSpace(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (char.IsWhiteSpace(text[index]) || Invisible.At(text, index))
                return true;
        }

        return false;
    }

    private static bool IsPhone(string text)
    {
        foreach (char c in text)
        {
            if (c is not ('+' or ' ' or (>= '0' and <= '9')))
                return false;
        }

        return true;
    }
}
