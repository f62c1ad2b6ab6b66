namespace Provisioning.Sandbox.State;

/// <summary>What a vendor tells the ledger about something it has just created.</summary>
/// <param name="Id">The id that the vendor gave.</param>
/// <param name="Operation">The create call.</param>
/// <param name="Key">The natural key, or null.</param>
/// <param name="Scope">Within what the key is unique, e.g. a tenant or a reseller.</param>
internal readonly record struct Creation(string Id, string Operation, string? Key, string Scope = "")
{
    public string? AlternateKey { get; init; }

    public string? CorrelationId { get; init; }
}
