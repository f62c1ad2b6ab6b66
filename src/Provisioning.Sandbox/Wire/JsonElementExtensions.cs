using System.Text.Json;

namespace Provisioning.Sandbox.Wire;

/// <summary>Reads members that may be missing.</summary>
internal static class JsonElementExtensions
{
    /// <summary>Returns a member that is a string; null if it is missing or something else.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
