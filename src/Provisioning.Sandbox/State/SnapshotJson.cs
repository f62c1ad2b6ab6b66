using System.Text.Json;
using System.Text.Json.Serialization;

namespace Provisioning.Sandbox.State;

/// <summary>Writes the snapshot for <c>GET /_sandbox/state</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SandboxSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext
{
    public static byte[] Serialize(SandboxSnapshot snapshot) => JsonSerializer.SerializeToUtf8Bytes(snapshot, Default.SandboxSnapshot);
}
