using System;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// A cell that could not be converted to its parameter's type. If the conversion failed during binding, the row would end with its first
/// bad cell. Instead, the cell is set aside, and the parameter's setter, which PowerShell calls next on the same thread, collects it, so
/// that everything that is wrong with a row is reported together.
/// </summary>
internal sealed record UnreadCell(string Rule, string Text)
{
    /// <summary>Where <see cref="Text"/> is in the cell; null if it is the whole cell.</summary>
    public string? Where { get; init; }

    /// <summary>The index of what is wrong in <see cref="Text"/>; null if it is not known.</summary>
    public int? At { get; init; }

    [ThreadStatic]
    private static UnreadCell? s_pending;

    public static void Clear() => s_pending = null;

    public static void SetAside(UnreadCell cell) => s_pending = cell;

    public static UnreadCell? Take()
    {
        UnreadCell? pending = s_pending;
        s_pending = null;
        return pending;
    }
}
