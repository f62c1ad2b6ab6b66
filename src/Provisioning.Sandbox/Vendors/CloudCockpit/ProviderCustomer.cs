using System;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>
/// A customer at one provider, where the customer is created after the call was answered. The domain in the provider's data decides how
/// that goes, so that a test can choose:
/// <list type="bullet">
/// <item>A domain that begins with <c>slow</c> is Processing for two seconds, then Success.</item>
/// <item>
/// A domain that begins with <c>fail</c> is Failed with DomainExists until it is retried. Then it is Processing for two seconds, then
/// Success.
/// </item>
/// <item>Any other domain is Success at once, and so is data without a domain.</item>
/// </list>
/// </summary>
/// <param name="InstanceId">The provider instance, in the caller's spelling.</param>
/// <param name="Domain">The domain in the provider's data; null if there is none.</param>
/// <param name="GivenId">The provider's ID of the customer if the caller sent one; else null.</param>
internal sealed record ProviderCustomer(string InstanceId, string? Domain, string? GivenId)
{
    private static readonly TimeSpan _processingTime = TimeSpan.FromSeconds(2);

    // Not part of what was sent: when the provider began, and whether for the second time.
    private long Since { get; init; } = Stopwatch.GetTimestamp();

    private bool IsRetried { get; init; }

    public ProviderStatus Status
    {
        get
        {
            bool fails = DomainBegins("fail");
            if (fails && !IsRetried)
                return ProviderStatus.Failed;
            return (fails || DomainBegins("slow")) && Stopwatch.GetElapsedTime(Since) < _processingTime
                ? ProviderStatus.Processing
                : ProviderStatus.Success;
        }
    }

    public static ProviderCustomer Read(string instanceId, JsonElement sent) =>
        new(instanceId, DomainIn(sent.Text("providerCustomerData")), sent.Text("providerCustomerId"));

    /// <summary>Returns whether this is the provider with an ID, in any spelling.</summary>
    public bool Is(string? instanceId) => InstanceId.Equals(instanceId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the state at this moment. The provider's ID of a customer is the same in every answer.</summary>
    public ProviderState State(Guid customer)
    {
        ProviderStatus status = Status;
        return new ProviderState(status, GivenId ?? (status == ProviderStatus.Success ? MakeId(customer) : null));
    }

    public ProviderCustomer Retry() => this with { Since = Stopwatch.GetTimestamp(), IsRetried = true };

    private static string? DomainIn(string? data)
    {
        if (data is null || !JsonBody.TryParse(Encoding.UTF8.GetBytes(data), out JsonDocument? document, out _))
            return null;
        using (document)
            return document.RootElement.Text("Domain");
    }

    private string MakeId(Guid customer)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{customer} {InstanceId}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    private bool DomainBegins(string word) => Domain?.StartsWith(word, StringComparison.OrdinalIgnoreCase) == true;
}
