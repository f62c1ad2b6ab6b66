using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Cells;

namespace Provisioning.Cmdlets.Rows;

/// <summary>Where an approved plan comes from: its rows, or the paths of files.</summary>
public sealed class PlanSource
{
    internal PlanSource(IReadOnlyList<object?> items) => Items = items;

    internal IReadOnlyList<object?> Items { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Items.Count} items";
}

/// <summary>Takes the rows of a plan, as they are or deserialized, and the paths of files.</summary>
public sealed class PlanSourceAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => CellAttribute.Unwrap(inputData) switch
    {
        null => null,
        PlanSource source => source,
        IList list => new PlanSource([.. list.Cast<object?>()]),
        _ => new PlanSource([inputData]),
    };
}
