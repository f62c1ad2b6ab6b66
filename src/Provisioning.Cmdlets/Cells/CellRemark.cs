using System;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// What a person may want to know about how a cell was read. As with <see cref="UnreadCell"/>, the parameter's setter, which PowerShell calls
/// next on the same thread, collects it.
/// </summary>
internal static class CellRemark
{
    [ThreadStatic]
    private static string? s_pending;

    public static void Clear() => s_pending = null;

    public static void SetAside(string text) => s_pending = text;

    public static string? Take()
    {
        string? pending = s_pending;
        s_pending = null;
        return pending;
    }
}
