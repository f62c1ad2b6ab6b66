namespace Provisioning.Sandbox.State;

/// <summary>What a vendor passes to the ledger about an item that it has just created.</summary>
/// <param name="Id">The ID that the vendor assigned.</param>
/// <param name="Operation">The create call.</param>
/// <param name="Key">The natural key; null if there is none.</param>
/// <param name="Scope">The scope within which the key is unique, for example a tenant or a reseller.</param>
internal readonly record struct Creation(string Id, string Operation, string? Key, string Scope = "")
{
    public string? AlternateKey { get; init; }

    public string? CorrelationId { get; init; }
}
