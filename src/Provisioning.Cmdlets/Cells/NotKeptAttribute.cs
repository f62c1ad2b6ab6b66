using System.Management.Automation;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// Takes an input object without keeping it. Its properties bind one by one, so the whole is not needed; and PowerShell shows what is bound,
/// a CSV's passwords included, to whoever dumps the invocation that each error and each verbose record carries.
/// </summary>
public sealed class NotKeptAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => new PSObject();
}
