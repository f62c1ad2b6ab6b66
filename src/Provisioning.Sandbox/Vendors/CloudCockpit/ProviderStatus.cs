namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The documented values of a provider's <c>status</c>. The names are those of the wire.</summary>
internal enum ProviderStatus
{
    Processing,
    Success,
    Failed,
}
