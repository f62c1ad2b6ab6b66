using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Gets the provider instances of a CloudCockpit tenant.</summary>
/// <remarks>
/// <para>The ID of a provider instance is the key in -ProviderCustomers of New-CcCustomer, and -ProviderInstanceId of Add-CcCustomerProvider.</para>
/// </remarks>
/// <notes>
/// <para>From the vendor's public documentation: GET v1/Providers/Instances.</para>
/// </notes>
/// <example>
/// <para>Find the ID of a provider instance</para>
/// <code>
/// Get-CcProviderInstance | Format-Table Alias, Id, SupportedCountries
/// </code>
/// </example>
/// <example>
/// <para>See which provider instances support a country</para>
/// <code>
/// Get-CcProviderInstance | Where-Object SupportedCountries -Contains PT
/// </code>
/// </example>
/// <example>
/// <para>List the types of offer of each provider instance</para>
/// <code>
/// Get-CcProviderInstance | ForEach-Object { "$($_.Alias): $($_.OfferTypes -join ', ')" }
/// </code>
/// </example>
/// <seealso href="New-CcCustomer"/>
/// <seealso href="Add-CcCustomerProvider"/>
[Cmdlet(VerbsCommon.Get, "CcProviderInstance", SupportsPaging = true)]
[OutputType(typeof(CloudCockpitProviderInstance))]
public sealed class GetCcProviderInstanceCommand : GetResourceCommand<CloudCockpitQuery, CloudCockpitProviderInstance>
{
    /// <summary>The GUID of the reseller whose provider instances are read. Default: those of the tenant.</summary>
    [Parameter]
    public Guid? ResellerId { get; set; }

    /// <inheritdoc/>
    protected override QueryDefinition<CloudCockpitQuery, CloudCockpitProviderInstance> Query => CloudCockpitQueries.ListProviderInstances;

    /// <inheritdoc/>
    protected override CloudCockpitQuery CreateRequest() => new() { ResellerId = ResellerId };
}
