using System.Management.Automation;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Sessions;

/// <summary>Converts the name of an open connection to the connection.</summary>
public sealed class ConnectionNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentTransformationMetadataException">
    /// There is no connection with that name, or the object is a copy from another process.
    /// </exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => CellAttribute.Unwrap(inputData) switch
    {
        null => null,
        Connection connection => connection,
        string name => ConnectionTable.Current.Find(name) ?? throw Error(
            $"There is no connection named '{name}' in this session. Run Get-ProvisioningConnection to list the open connections."),
        PSObject copy when copy.TypeNames.Count > 0 && copy.TypeNames[0].StartsWith("Deserialized.", System.StringComparison.Ordinal) =>
            throw Error("A connection cannot be used in another process, because its secrets are not serialized. Connect in that process."),
        { } other when other.GetType().FullName == typeof(Connection).FullName => throw Error(
            "This connection was created by another version of the module, which the session had loaded before. Connect again."),
        { } other => throw Error(
            $"-Connection must be the name of a connection or the object that a Connect cmdlet returns, not {other.GetType().Name}."),
    };

    private static ArgumentTransformationMetadataException Error(string message) => new(message);
}
