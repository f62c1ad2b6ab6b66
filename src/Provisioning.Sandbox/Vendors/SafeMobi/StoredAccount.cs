using System;
using System.Text.Json;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>An account that was created.</summary>
/// <param name="Id">The ID that the vendor assigned.</param>
/// <param name="Fields">The request that created it.</param>
internal sealed record StoredAccount(Guid Id, JsonElement Fields)
{
    public string? ExternalId =>
        Fields.TryGetProperty(nameof(ExternalId), out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
