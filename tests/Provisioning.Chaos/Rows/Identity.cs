namespace Provisioning.Chaos.Rows;

/// <summary>As whom a run connects, in the words of whoever started it.</summary>
internal sealed record Identity
{
    public string Tenant { get; init; } = "contoso.example";

    public string SubscriptionKey { get; init; } = "subscription-key";

    /// <summary>The name of QuickHelp's account; null to have it recognized by its key.</summary>
    public string? AccountName { get; init; }
}
