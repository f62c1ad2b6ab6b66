using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Cells;

/// <summary>A 32-bit whole number, culture-independent.</summary>
public sealed class Int32CellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => "must be a whole number";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        int number => number,
        Enum or bool => null,
        _ => int.TryParse(Text(input), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number
            : decimal.TryParse(Text(input), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? throw new UnreadableValueException("must be a whole number from -2147483648 to 2147483647")
                : null,
    };
}

/// <summary>True or false: <c>true</c>, <c>yes</c>, <c>1</c>, <c>false</c>, <c>no</c> or <c>0</c>, not case-sensitive.</summary>
public sealed class BooleanCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => "must be true or false (or yes, no, 1, 0)";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        bool flag => flag,
        SwitchParameter flag => flag.IsPresent,
        _ => Text(input).ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "FALSE" or "NO" or "0" => false,
            _ => null,
        },
    };
}

/// <summary>A GUID.</summary>
public sealed class GuidCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => "must be a GUID";

    /// <inheritdoc/>
    protected override object? Read(object input) => input is Guid id ? id : Guid.TryParse(Text(input), out Guid read) ? read : null;
}

/// <summary>A time in ISO 8601. Without a time zone it is UTC.</summary>
public sealed class TimeCellAttribute : CellAttribute
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <inheritdoc/>
    protected override string Rule => "must be a date in ISO 8601, such as 2026-12-31 or 2026-12-31T23:59:59Z";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time),
        _ => Parse(Text(input)),
    };

    internal static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
}

/// <summary>
/// A day, or a time, in ISO 8601. Midnight in any time zone stands for that day. A time without a time zone is UTC, and so is the time of a
/// DateTime object, whatever zone it belongs to: the day that a person wrote is the day that is sent.
/// </summary>
public sealed class DateCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => "must be a date in ISO 8601, such as 2026-12-31 or 2026-12-31T23:59:59Z";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => Day(time),
        _ => TimeCellAttribute.Parse(Text(input)) is { } time ? Day(time) : null,
    };

    // Converted to UTC, midnight east of Greenwich would be the day before.
    private static DateTimeOffset Day(DateTimeOffset time) =>
        time.TimeOfDay == TimeSpan.Zero ? new DateTimeOffset(time.DateTime, TimeSpan.Zero) : time;
}

/// <summary>A country code, not case-sensitive, or the name of a country in English or in a language of that country.</summary>
public sealed class CountryCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => CountryCodes.Documented + ", or the name of a country";

    /// <inheritdoc/>
    protected override object? Read(object input)
    {
        string text = Text(input);
        if (text.ToUpperInvariant() is var code && CountryCodes.Names.ContainsKey(code))
            return code;
        IReadOnlyList<string> codes = CountryNames.Find(text);
        if (codes.Count > 1)
            throw new UnreadableValueException($"may be more than one country: use {Choices(codes)}");
        if (codes.Count == 1)
        {
            CellRemark.SetAside($"'{text}' is taken for {Choices(codes)}");
            return codes[0];
        }

        return CountryNames.Suggest(text) is { Count: > 0 } similar
            ? throw new UnreadableValueException($"{Rule}: did you mean {Choices(similar)}?")
            : null;
    }

    private static string Choices(IEnumerable<string> codes) =>
        string.Join(" or ", codes.Select(static code => $"{code} ({CountryCodes.Names[code]})"));
}

/// <summary>One of a fixed list: a name, not case-sensitive, with or without <c>_</c>, or the vendor's number.</summary>
public sealed class EnumCellAttribute(Type type) : CellAttribute
{
    /// <summary>The enumeration with the list.</summary>
    public Type Type { get; } = type;

    /// <inheritdoc/>
    protected override string Rule => "must be one of " + string.Join(", ", Enum.GetValues(Type).Cast<Enum>().Select(Describe));

    /// <inheritdoc/>
    protected override object? Read(object input)
    {
        if (input.GetType() == Type)
            return Enum.IsDefined(Type, input) ? input : null;
        string text = Text(input).Replace("_", string.Empty).Replace("-", string.Empty).Replace(" ", string.Empty);
        return Enum.GetValues(Type).Cast<Enum>().FirstOrDefault(value =>
            value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase) || value.ToString("D") == text);
    }

    private static string Describe(Enum value) => $"{value} ({value:D})";
}

/// <summary>A password, key or token: text, a SecureString, or a credential's password.</summary>
public sealed class SecretCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => "must be text or a SecureString";

    /// <inheritdoc/>
    protected override object? Read(object input)
    {
        Secret? secret = input switch
        {
            Secret given => given,
            SecureString secure => Secret.From(secure),
            PSCredential credential => Secret.From(credential.Password),
            string text => Secret.From(text),
            IFormattable number => Secret.From(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => null,
        };
        return secret?.Problem is { } problem ? throw new UnreadableValueException(problem) : secret;
    }

    /// <inheritdoc/>
    protected override string Show(object input) => Secret.Masked;
}
