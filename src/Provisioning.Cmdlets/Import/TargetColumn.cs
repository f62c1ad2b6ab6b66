using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Import;

/// <summary>A column that a row cmdlet knows: a parameter that binds from the pipeline by its name.</summary>
internal sealed class TargetColumn
{
    private readonly CellAttribute? _cell;
    private readonly IReadOnlyList<Rule> _rules;

    /// <param name="property">The parameter.</param>
    /// <param name="field">The field of the vendor's document that it is; null if it is none.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="rules">The rules of the field.</param>
    public TargetColumn(PropertyInfo property, string? field, string name, IReadOnlyList<Rule> rules)
    {
        Parameter = property.Name;
        Name = name;
        _cell = property.GetCustomAttribute<CellAttribute>();
        _rules = rules;
        IsRequired = rules.Contains(Operations.Rule.Required) || property.GetCustomAttributes<ParameterAttribute>().All(static use => use.Mandatory);
        Names = [.. new[] { name, property.Name }.Concat(field is null ? [] : [field])
            .Concat(property.GetCustomAttributes<AliasAttribute>().SelectMany(static alias => alias.AliasNames))];
        Type = TypeOf(_cell, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
    }

    /// <summary>The name of the column, as the vendor spells it.</summary>
    public string Name { get; }

    /// <summary>The name of the parameter.</summary>
    public string Parameter { get; }

    /// <summary>All names that it is known by.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How its cells are read.</summary>
    public ColumnType Type { get; }

    /// <summary>Whether each row needs a value.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether a template has it: not if it is a nested object that has flat columns.</summary>
    public bool IsInTemplate { get; init; } = true;

    /// <summary>What a value must be, as errors say it.</summary>
    public string Rule
    {
        get
        {
            IEnumerable<string> documented = _rules.Where(static rule => rule != Operations.Rule.Required && rule != Operations.Rule.NotDamaged)
                .Select(static rule => rule.Text);
            return string.Join("; ", _cell is null ? documented
                : Type == ColumnType.Choice ? [_cell.RuleText]
                : new[] { _cell.RuleText }.Concat(documented).Distinct());
        }
    }

    private static ColumnType TypeOf(CellAttribute? cell, Type type) => cell switch
    {
        Int32CellAttribute => ColumnType.Number,
        BooleanCellAttribute => ColumnType.Boolean,
        DateCellAttribute or TimeCellAttribute => ColumnType.Date,
        GuidCellAttribute => ColumnType.Guid,
        CountryCellAttribute => ColumnType.Country,
        EnumCellAttribute => ColumnType.Choice,
        ListCellAttribute => ColumnType.List,
        SkuCellAttribute => ColumnType.Skus,
        SecretCellAttribute => ColumnType.Secret,
        not null => ColumnType.Object,
        null when type == typeof(int) => ColumnType.Number,
        null when type == typeof(bool) || type == typeof(SwitchParameter) => ColumnType.Boolean,
        _ => ColumnType.Text,
    };
}
