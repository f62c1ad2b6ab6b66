using System.Management.Automation;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// Accepts an input object without keeping it. Its properties bind one by one, so the object itself is not needed. PowerShell would
/// otherwise show it, including passwords from a CSV file, to anyone who inspects the invocation info of an error or a verbose record.
/// </summary>
public sealed class NotKeptAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => new PSObject();
}
