using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Http;

namespace Provisioning.Quickstart;

/// <summary>
/// A row's cells as values. An empty cell was not given; one that cannot be read is noted and counts as not given,
/// so that the row is refused once, with every reason.
/// </summary>
internal sealed class RowCells(CsvRow row)
{
    private static readonly string[] s_iso8601 = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    private readonly List<FieldError> _unreadable = [];

    public IReadOnlyList<FieldError> Unreadable => _unreadable;

    public string? Text(string column) => row.Cells.TryGetValue(column, out string? cell) && cell.Length > 0 ? cell : null;

    public Secret? Password(string column) => Secret.From(Text(column));

    public int? WholeNumber(string column) => Text(column) switch
    {
        null => null,
        var text when TryReadNumber(text, out int number) => number,
        var text => Refuse<int?>(column, "must be a whole number", text),
    };

    public bool? YesOrNo(string column) => Text(column) switch
    {
        null => null,
        var text when text.ToUpperInvariant() is "TRUE" or "YES" or "1" => true,
        var text when text.ToUpperInvariant() is "FALSE" or "NO" or "0" => false,
        var text => Refuse<bool?>(column, "must be true, false, yes, no, 1 or 0", text),
    };

    /// <summary>A date without a zone is UTC.</summary>
    public DateTimeOffset? Time(string column) => Text(column) switch
    {
        null => null,
        var text when DateTimeOffset.TryParseExact(text, s_iso8601, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        var text => Refuse<DateTimeOffset?>(column, "must be an ISO 8601 date, such as 2026-12-31 or 2026-12-31T17:00:00Z", text),
    };

    public Guid? Id(string column) => Text(column) switch
    {
        null => null,
        var text when Guid.TryParse(text, out Guid id) => id,
        var text => Refuse<Guid?>(column, "must be a GUID", text),
    };

    /// <summary>A name or its number; whether the vendor knows the number is for the rules to say.</summary>
    public TEnum? OneOf<TEnum>(string column)
        where TEnum : struct, Enum
        => Text(column) switch
        {
            null => null,
            var text when Enum.TryParse(text, ignoreCase: true, out TEnum value) => value,
            var text => Refuse<TEnum?>(column, "must be one of " + string.Join(", ", Enum.GetNames<TEnum>()), text),
        };

    /// <summary><c>a.example;b.example</c></summary>
    public IReadOnlyList<string>? Texts(string column) => Text(column)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary><c>23=34;12=433</c></summary>
    public IReadOnlyList<(int Left, int Right)>? NumberPairs(string column)
    {
        var pairs = new List<(int Left, int Right)>();
        foreach (string pair in Texts(column) ?? [])
        {
            if (pair.Split('=') is not [var left, var right] || !TryReadNumber(left, out int key) || !TryReadNumber(right, out int value))
                return Refuse<IReadOnlyList<(int Left, int Right)>>(column, "must be pairs of whole numbers, such as 23=34;12=433", Text(column)!);
            pairs.Add((key, value));
        }

        return pairs.Count == 0 ? null : pairs;
    }

    public JObject? JsonObject(string column) => Text(column) switch
    {
        null => null,
        var text when AnswerReader.Parse(text).Json is JObject json => json,
        var text => Refuse<JObject>(column, "must be a JSON object", text),
    };

    private static bool TryReadNumber(string text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private T? Refuse<T>(string field, string message, string text)
    {
        _unreadable.Add(new FieldError(field, message, text));
        return default;
    }
}
