using System.Management.Automation;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Sessions;

/// <summary>Finds an open connection by its name.</summary>
public sealed class ConnectionNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentTransformationMetadataException">There is no connection of that name, or it is a copy from another process.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => CellAttribute.Unwrap(inputData) switch
    {
        null => null,
        Connection connection => connection,
        string name => ConnectionTable.Current.Find(name)
            ?? throw new ArgumentTransformationMetadataException($"There is no connection named '{name}' in this session. Get-ProvisioningConnection lists those that are open."),
        PSObject copy when copy.TypeNames.Count > 0 && copy.TypeNames[0].StartsWith("Deserialized.", System.StringComparison.Ordinal) =>
            throw new ArgumentTransformationMetadataException("A connection cannot travel to another process, since its secrets cannot: connect there."),
        { } other => throw new ArgumentTransformationMetadataException($"A connection is given by its name or as what Connect-… -PassThru gave, not as {other.GetType().Name}."),
    };
}
