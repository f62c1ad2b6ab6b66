using System.Text.Json;

namespace Provisioning.Sandbox.Wire;

/// <summary>One broken rule of one field.</summary>
/// <param name="Path">Where the field is, e.g. <c>skUs[0].licenseCount</c>; empty for the body itself.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Value">What was sent; undefined where nothing was.</param>
internal sealed record Violation(string Path, string Message, JsonElement Value = default);
