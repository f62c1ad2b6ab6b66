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
    [ThreadStatic]
    private static UnreadCell? s_pending;

    public static void Clear() => s_pending = null;

    public static void SetAside(string rule, string text) => s_pending = new UnreadCell(rule, text);

    public static UnreadCell? Take()
    {
        UnreadCell? pending = s_pending;
        s_pending = null;
        return pending;
    }
}
