using System;
using System.Management.Automation;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// Takes an input object without binding it. Its properties bind one by one, and PowerShell shows what is bound, a CSV's passwords included, to whoever
/// dumps the invocation that each error and each verbose record carries. The setter, which PowerShell calls next on the same thread, takes the object up.
/// </summary>
public sealed class NotKeptAttribute : ArgumentTransformationAttribute
{
    [ThreadStatic]
    private static object? s_pending;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        s_pending = inputData;
        return new PSObject();
    }

    /// <summary>The object that was given last; null where none was, or where it was taken.</summary>
    internal static object? Take()
    {
        object? pending = s_pending;
        s_pending = null;
        return pending;
    }
}
