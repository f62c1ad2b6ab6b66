namespace Provisioning.Cmdlets.Import;

/// <summary>How the cells of a column are read.</summary>
public enum ColumnType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day or a time in ISO 8601.</summary>
    Date,

    /// <summary>A GUID.</summary>
    Guid,

    /// <summary>A country's code or name.</summary>
    Country,

    /// <summary>One of a fixed list.</summary>
    Choice,

    /// <summary>A list of texts, split at <c>;</c>.</summary>
    List,

    /// <summary>A nested object, or a list of them, as JSON.</summary>
    Object,

    /// <summary>SKU IDs with license counts.</summary>
    Skus,

    /// <summary>A password or another secret.</summary>
    Secret,
}
