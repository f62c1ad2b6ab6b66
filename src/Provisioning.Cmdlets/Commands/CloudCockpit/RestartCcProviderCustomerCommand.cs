using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Has providers of CloudCockpit customers try again what failed.</summary>
/// <remarks>
/// <para>
/// The vendor allows it only for a provider whose status is Failed. If the company's data is wrong, correct it with Set-CcCustomer first.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: POST v1/Customers/{customerId}/provider-customers/{providerInstanceId}. If an answer was lost, the
/// customer is read back: the provider tries again if its status is no longer Failed (Recovered).
/// </para>
/// </notes>
/// <example>
/// <para>Restart everything that failed</para>
/// <code>
/// $failed = Get-CcCustomer -ExcludeDeleted | ForEach-Object Providers | Where-Object Status -EQ Failed
/// $failed | Restart-CcProviderCustomer
/// </code>
/// </example>
/// <example>
/// <para>See what would be restarted</para>
/// <code>
/// $ids = @{ CustomerId = '3fa85f64-5717-4562-b3fc-2c963f66afa6'; ProviderInstanceId = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' }
/// Restart-CcProviderCustomer @ids -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Restart what failed, and wait for it</para>
/// <code>
/// $failed = Get-CcCustomer -ExcludeDeleted | ForEach-Object Providers | Where-Object Status -EQ Failed
/// $failed | Restart-CcProviderCustomer | Wait-CcCustomer
/// </code>
/// </example>
/// <seealso href="Set-CcCustomer"/>
/// <seealso href="Wait-CcCustomer"/>
[Cmdlet(VerbsLifecycle.Restart, "CcProviderCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(CloudCockpitProviderCustomer))]
public sealed class RestartCcProviderCustomerCommand : ChangeResourceCommand<CloudCockpitProviderRequest, CloudCockpitProviderCustomer>
{
    /// <summary>The customer's ID, a GUID. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [GuidCell]
    public Guid? CustomerId { get; set => field = Bound(value); }

    /// <summary>The ID of the provider instance, a GUID. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ProviderInstanceId { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<CloudCockpitProviderRequest, CloudCockpitProviderCustomer> Definition =>
        CloudCockpitOperations.RetryProvider;

    private protected override string Action => "Restart";

    /// <inheritdoc/>
    protected override CloudCockpitProviderRequest CreateRequest() => new() { CustomerId = CustomerId, ProviderInstanceId = ProviderInstanceId };
}
