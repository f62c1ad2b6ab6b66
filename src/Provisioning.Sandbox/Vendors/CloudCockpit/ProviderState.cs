namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>What the vendor knows about a customer at one provider, at one moment.</summary>
/// <param name="Status">How far the provider is.</param>
/// <param name="CustomerId">The provider's ID of the customer; null as long as the provider has not created the customer.</param>
internal readonly record struct ProviderState(ProviderStatus Status, string? CustomerId)
{
    /// <summary>The only one of the documented errors that the sandbox causes.</summary>
    public string Error => Status == ProviderStatus.Failed ? "DomainExists" : "None";
}
