using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Rows;

namespace Provisioning.Cmdlets.Import;

/// <summary>Makes the rows for a cmdlet from the values of an input, by the plan of its columns.</summary>
/// <param name="headers">The names of the input's columns.</param>
/// <param name="plan">The plan.</param>
/// <param name="defaults">The values of empty cells.</param>
/// <param name="converter">Converts cells.</param>
internal sealed class RowShaper(
    IReadOnlyList<string> headers,
    ColumnPlan plan,
    IReadOnlyDictionary<TargetColumn, object> defaults,
    CellConverter converter)
{
    private readonly (int Index, TargetColumn Column)[] _used = [.. plan.Used];
    private readonly int[] _own = [.. plan.Own];
    private readonly int _number = plan.PlaceOf(InputRow.NumberColumn);
    private readonly int _source = plan.PlaceOf(InputRow.SourceColumn);

    /// <summary>Whether columns that nothing is made of are passed on.</summary>
    public bool KeepsLeftOver { get; init; } = true;

    /// <summary>Makes a row.</summary>
    /// <param name="values">The values, in the order of the headers.</param>
    /// <param name="position">The position of the record, which is the row's number unless it has one.</param>
    /// <param name="source">The file that the row comes from; null to keep what the row says.</param>
    public PSObject Shape(IReadOnlyList<object?> values, int position, string? source)
    {
        var row = new PSObject();
        int number = NumberOf(values, position);
        Add(row, InputRow.NumberColumn, number);
        bool isEmpty = IsEmpty(values);
        foreach ((int index, TargetColumn column) in _used)
            Add(row, column.Name, Fill(column, values[index], isEmpty, number));
        foreach (TargetColumn column in plan.Added)
            Add(row, column.Name, Fill(column, null, isEmpty, number));
        if (KeepsLeftOver)
        {
            foreach (int index in plan.LeftOver)
                Add(row, headers[index], values[index]);
        }

        foreach (int index in _own)
            Add(row, headers[index], values[index]);
        if (source is not null || _source >= 0)
            Add(row, InputRow.SourceColumn, source ?? values[_source]);
        return row;
    }

    private static void Add(PSObject row, string name, object? value) =>
        row.Properties.Add(new PSNoteProperty(name, value), preValidated: true);

    private object? Fill(TargetColumn column, object? value, bool isRowEmpty, int row)
    {
        object? cell = CellAttribute.Unwrap(value) is System.DBNull ? null : value;
        if (!isRowEmpty && IsEmpty(cell) && defaults.TryGetValue(column, out object? standard))
            cell = standard;
        return CellAttribute.Unwrap(cell) is string text ? converter.Convert(column, text, row) : cell;
    }

    // Judged before -Default: what Excel leaves below a table must not become customers.
    private bool IsEmpty(IReadOnlyList<object?> values)
    {
        for (int index = 0; index < values.Count; index++)
        {
            if (!IsEmpty(values[index]) && !Columns.IsOwn(headers[index]))
                return false;
        }

        return true;
    }

    private static bool IsEmpty(object? value) => CellAttribute.Unwrap(value) switch
    {
        null or System.DBNull => true,
        string text => NameRule.Normalize(text).Length == 0,
        _ => false,
    };

    private int NumberOf(IReadOnlyList<object?> values, int position) =>
        _number >= 0 && int.TryParse(InputRow.Text(values[_number]).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number > 0 ? number : position;
}
