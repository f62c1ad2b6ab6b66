namespace Provisioning.Cmdlets.Import;

/// <summary>A column that a cmdlet reads from its rows.</summary>
public sealed class ProvisioningColumn
{
    internal ProvisioningColumn(TargetCommand command, TargetColumn column, string? example, string? description)
    {
        Cmdlet = command.Name;
        Name = column.Name;
        Required = column.IsRequired;
        Type = column.Type;
        Rule = column.Rule;
        Example = example;
        Description = description;
    }

    /// <summary>The cmdlet.</summary>
    public string Cmdlet { get; }

    /// <summary>The name of the column, as the vendor spells it and as a template has it.</summary>
    public string Name { get; }

    /// <summary>Whether each row needs a value.</summary>
    public bool Required { get; }

    /// <summary>How a cell is read.</summary>
    public ColumnType Type { get; }

    /// <summary>What a value must be; empty if any text is allowed.</summary>
    public string Rule { get; }

    /// <summary>A value as it may stand in a cell; null for secrets.</summary>
    public string? Example { get; }

    /// <summary>The text of the help.</summary>
    public string? Description { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
