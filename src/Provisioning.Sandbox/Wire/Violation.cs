using System.Text.Json;

namespace Provisioning.Sandbox.Wire;

/// <summary>A violated rule of a field.</summary>
/// <param name="Path">The path of the field, for example <c>skUs[0].licenseCount</c>; empty for the body itself.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Value">The value that was sent; undefined if there was none.</param>
internal sealed record Violation(string Path, string Message, JsonElement Value = default);
