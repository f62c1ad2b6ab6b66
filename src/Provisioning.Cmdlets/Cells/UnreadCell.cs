using System;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// A cell that could not be read as its parameter's type. A conversion that fails while PowerShell binds would end the row with the first
/// bad cell; here it is set aside, and the parameter's setter, which PowerShell calls next on the same thread, takes it up, so that all
/// that is wrong with a row is reported together.
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
