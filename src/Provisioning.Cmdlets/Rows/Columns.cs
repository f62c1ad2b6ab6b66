using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Provisioning.Cmdlets.Cells;

namespace Provisioning.Cmdlets.Rows;

/// <summary>
/// Which columns of the input a command knows. A header that looks like a parameter's name is that name, whatever blanks or invisible characters stand
/// in it; what no parameter knows is named once, with what it may have meant.
/// </summary>
internal sealed class Columns
{
    private static readonly string[] s_own = [InputRow.NumberColumn, InputRow.SourceColumn, FailureFile.ErrorColumn, FailureFile.ReasonColumn];

    private readonly PSCmdlet _cmdlet;
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _given;
    private readonly Dictionary<string, PropertyInfo?> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _unknown = [];
    private readonly List<PropertyInfo> _set = [];

    /// <param name="cmdlet">The command, before any row is bound.</param>
    public Columns(PSCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        _given = new HashSet<string>(cmdlet.MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (PropertyInfo property in cmdlet.GetType().GetProperties())
        {
            if (!property.GetCustomAttributes<ParameterAttribute>().Any(static use => use.ValueFromPipelineByPropertyName))
                continue;
            _parameters[property.Name] = property.Name;
            foreach (string alias in property.GetCustomAttributes<AliasAttribute>().SelectMany(static alias => alias.AliasNames))
                _parameters[alias] = property.Name;
        }
    }

    /// <summary>Whether a column is one that this module adds to rows that it imports or exports.</summary>
    public static bool IsOwn(string header) => s_own.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a parameter was specified with the command, and does not come from the input.</summary>
    public bool IsSpecified(string parameter) => _given.Contains(parameter);

    /// <summary>Whether any column of the input so far was one that a parameter knows.</summary>
    public bool HasKnown { get; private set; }

    /// <summary>The names of the columns so far.</summary>
    public IEnumerable<string> Names => _seen.Keys;

    /// <summary>Looks at a row's columns, and binds those whose headers only look like a parameter's name.</summary>
    public void Bind(InputRow row)
    {
        foreach (KeyValuePair<string, object?> column in row.Columns)
        {
            if (!_seen.TryGetValue(column.Key, out PropertyInfo? lookAlike))
                _seen[column.Key] = lookAlike = Classify(column.Key, row);
            if (lookAlike is not null && !_given.Contains(lookAlike.Name) && !HasExact(row, lookAlike.Name))
                Set(lookAlike, column.Value);
        }
    }

    /// <summary>Takes back what <see cref="Bind"/> set: PowerShell does so only for what it bound itself.</summary>
    public void Unbind()
    {
        foreach (PropertyInfo property in _set)
            property.SetValue(_cmdlet, null);
        _set.Clear();
    }

    /// <summary>The warning about columns that nothing was made of; null where there is none to give.</summary>
    public string? TakeWarning()
    {
        if (_unknown.Count == 0)
            return null;
        string columns = string.Join(", ", _unknown.Select(Describe));
        _unknown.Clear();
        return $"Columns that no parameter knows are not used: {columns}.";
    }

    private PropertyInfo? Classify(string header, InputRow row)
    {
        if (_parameters.ContainsKey(header))
        {
            HasKnown = true;
            return null;
        }

        if (_parameters.TryGetValue(NameRule.Normalize(header), out string? parameter))
        {
            HasKnown = true;
            return _cmdlet.GetType().GetProperty(parameter);
        }

        // Another command's output has properties of its own, which nobody expects to be used. Import-ProvisioningCsv has said it already.
        if (row.IsRecord && !IsOwn(header) && row.Source is null)
            _unknown.Add(header);
        return null;
    }

    private static bool HasExact(InputRow row, string parameter)
    {
        foreach (KeyValuePair<string, object?> column in row.Columns)
        {
            if (column.Key.Equals(parameter, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private void Set(PropertyInfo property, object? value)
    {
        object? given = CellAttribute.Unwrap(value);
        foreach (ArgumentTransformationAttribute cell in property.GetCustomAttributes<ArgumentTransformationAttribute>())
            given = cell.Transform(null!, given);
        property.SetValue(_cmdlet, given is null ? null : LanguagePrimitives.ConvertTo(given, property.PropertyType, CultureInfo.InvariantCulture));
        _set.Add(property);
    }

    private string Describe(string header) =>
        Similarity.Find(header, _parameters.Keys) is { } meant ? $"'{header}' (did you mean {meant}?)" : $"'{header}'";
}
