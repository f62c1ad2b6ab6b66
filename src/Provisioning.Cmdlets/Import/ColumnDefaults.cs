using System.Collections;
using System.Management.Automation;
using Provisioning.Cmdlets.Cells;

namespace Provisioning.Cmdlets.Import;

/// <summary>The values of empty cells, by the names of their columns.</summary>
public sealed class ColumnDefaults
{
    internal ColumnDefaults(IDictionary values) => Values = values;

    internal IDictionary Values { get; }

    // The values may be secrets.
    /// <inheritdoc/>
    public override string ToString() => $"{Values.Count} columns";
}

/// <summary>Takes a hashtable as the values of empty cells.</summary>
public sealed class ColumnDefaultsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => CellAttribute.Unwrap(inputData) switch
    {
        null => null,
        ColumnDefaults values => values,
        IDictionary values => new ColumnDefaults(values),
        _ => throw new ArgumentTransformationMetadataException("The values of empty cells are a hashtable such as @{ country = 'DE' }."),
    };
}
