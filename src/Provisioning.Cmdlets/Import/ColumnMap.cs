using System.Collections;
using System.Management.Automation;
using Provisioning.Cmdlets.Cells;

namespace Provisioning.Cmdlets.Import;

/// <summary>A column map as it was specified: a hashtable, or the path of a file. It is read when the command begins.</summary>
public sealed class ColumnMap
{
    internal ColumnMap(IDictionary entries) => Entries = entries;

    internal ColumnMap(string path) => Path = path;

    internal IDictionary? Entries { get; }

    internal string? Path { get; }

    /// <inheritdoc/>
    public override string ToString() => Path ?? $"{Entries!.Count} columns";
}

/// <summary>Takes a hashtable or a path as a column map.</summary>
public sealed class ColumnMapAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => CellAttribute.Unwrap(inputData) switch
    {
        null => null,
        ColumnMap map => map,
        IDictionary entries => new ColumnMap(entries),
        string { Length: > 0 } path => new ColumnMap(path),
        System.IO.FileInfo file => new ColumnMap(file.FullName),
        _ => throw new ArgumentTransformationMetadataException(
            "A column map is a hashtable such as @{ companyName = 'Firma' }, or the path of a .psd1 or .json file."),
    };
}
