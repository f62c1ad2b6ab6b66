using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Provisioning.Cmdlets.Cells;
using Provisioning.Secrets;

namespace Provisioning.Cmdlets.Rows;

/// <summary>A row as it came from the pipeline, every column with its value.</summary>
internal sealed class InputRow
{
    /// <summary>The column that tells a row's number, in what this module exports.</summary>
    public const string NumberColumn = "RowNumber";

    /// <summary>The column that tells the file that a row was imported from.</summary>
    public const string SourceColumn = "SourceFile";

    // PSCustomObject and Object. A record with further type names may have properties from a types file.
    private const int PlainTypeNames = 2;

    // The properties of a plain record are its own members. Enumerating PSObject.Properties takes ten times as long, for each row.
    private static readonly Func<PSObject, IEnumerable<PSMemberInfo>?>? s_ownMembers = FindOwnMembers();

    private readonly PSObject _input;
    private List<KeyValuePair<string, object?>>? _columns;

    public InputRow(object input)
    {
        _input = PSObject.AsPSObject(input);
        IsRecord = _input.BaseObject is PSCustomObject;
    }

    /// <summary>Whether it is a record of columns, such as a line of a CSV file, and not an object of some type that has properties of its own.</summary>
    public bool IsRecord { get; }

    /// <summary>The object itself.</summary>
    public object BaseObject => _input.BaseObject;

    public IReadOnlyList<KeyValuePair<string, object?>> Columns => _columns ??= Read();

    /// <summary>The row's number, where it has a column that tells it.</summary>
    public int? Number
    {
        get
        {
            foreach (KeyValuePair<string, object?> column in Columns)
            {
                if (column.Key.Equals(NumberColumn, StringComparison.OrdinalIgnoreCase)
                    && int.TryParse(Text(column.Value), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                    return number;
            }

            return null;
        }
    }

    /// <summary>The file that it was imported from, if it has a column that tells it.</summary>
    public string? Source
    {
        get
        {
            foreach (KeyValuePair<string, object?> column in Columns)
            {
                if (column.Key.Equals(SourceColumn, StringComparison.OrdinalIgnoreCase) && Text(column.Value) is { Length: > 0 } source)
                    return source;
            }

            return null;
        }
    }

    /// <summary>
    /// Whether it has several cells and every one is empty: what Excel leaves below a table. What this module adds to rows does not count.
    /// </summary>
    public bool IsEmpty
    {
        get
        {
            foreach (KeyValuePair<string, object?> column in Columns)
            {
                if (!Rows.Columns.IsOwn(column.Key) && NameRule.Normalize(Text(column.Value)).Length > 0)
                    return false;
            }

            return Columns.Count > 1;
        }
    }

    /// <summary>A cell as text, the same in every culture.</summary>
    public static string Text(object? value) => CellAttribute.Unwrap(value) switch
    {
        null or DBNull => string.Empty,
        string text => text,
        Secrets.Secret or System.Security.SecureString or PSCredential => Secrets.Secret.Masked,
        DateTime time => CalendarTime(time).ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        System.Collections.IDictionary or System.Collections.IEnumerable or PSObject => ObjectReader.Text(value!),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        { } other => other.ToString() ?? string.Empty,
    };

    // What a date is read as when it comes back: the calendar's day and the clock's time, and not that of another time zone.
    private static DateTime CalendarTime(DateTime time) =>
        time.Kind == DateTimeKind.Local ? DateTime.SpecifyKind(time, DateTimeKind.Unspecified) : time;

    private List<KeyValuePair<string, object?>> Read()
    {
        var columns = new List<KeyValuePair<string, object?>>(16);
        if (IsRecord && _input.TypeNames.Count == PlainTypeNames && s_ownMembers?.Invoke(_input) is { } members)
        {
            // PowerShell adds one of its own to a record that was shown.
            foreach (PSMemberInfo member in members)
                Add(columns, member.Name == "pstypenames" ? null : member as PSPropertyInfo);
        }
        else
        {
            foreach (PSPropertyInfo property in _input.Properties)
                Add(columns, property);
        }

        return columns;
    }

    private static void Add(List<KeyValuePair<string, object?>> columns, PSPropertyInfo? property)
    {
        try
        {
            if (property is { IsGettable: true })
                columns.Add(new KeyValuePair<string, object?>(property.Name, property.Value));
        }
        catch (GetValueException)
        {
            // A property that cannot be read is no cell.
        }
    }

    // There is no public API for this. If a version of PowerShell has no such property, the slower way is used.
    private static Func<PSObject, IEnumerable<PSMemberInfo>?>? FindOwnMembers()
    {
        MethodInfo? getter = typeof(PSObject).GetProperty("InstanceMembers", BindingFlags.Instance | BindingFlags.NonPublic)?.GetMethod;
        return getter is not null && typeof(IEnumerable<PSMemberInfo>).IsAssignableFrom(getter.ReturnType)
            ? (Func<PSObject, IEnumerable<PSMemberInfo>?>)getter.CreateDelegate(typeof(Func<PSObject, IEnumerable<PSMemberInfo>?>))
            : null;
    }
}
