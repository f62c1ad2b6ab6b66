using System;
using System.Management.Automation;
using Newtonsoft.Json;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Adds provider instances to CloudCockpit customers.</summary>
/// <remarks>
/// <para>
/// Adds one provider instance to one customer per row. The provider then sets up the customer, which takes time: see Wait-CcCustomer.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: POST v1/Customers/{customerId}/provider-instances, and that the data, its margin and the ID are
/// required. The natural key is the customer with the provider instance. If an answer was lost, the customer is read back: the provider
/// instance is the row's if its data is (Recovered).
/// </para>
/// </notes>
/// <example>
/// <para>Add Microsoft to the customers of a file</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $customers = Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer
/// $instance = Get-CcProviderInstance | Select-Object -Last 1
/// $data = @{ Domain = 'kestreloptics.example'; AcceptedMCA = $true }
/// $margin = @{ marginRule = @{ name = 'Markup' }; value = 10.6 }
/// $customers | Add-CcCustomerProvider -ProviderInstanceId $instance.Id -ProviderCustomerData $data -Margin $margin
/// </code>
/// </example>
/// <example>
/// <para>Check the input without sending anything</para>
/// <code>
/// $provider = @{
///     CustomerId           = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
///     ProviderInstanceId   = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'
///     ProviderCustomerData = '{"Domain":"kestreloptics.example"}'
///     Margin               = '{"marginRule":{"name":"Markup"},"value":10.6}'
/// }
/// Add-CcCustomerProvider @provider -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Add what a CSV file lists</para>
/// <code>
/// $row = '3fa85f64-5717-4562-b3fc-2c963f66afa6,cb3cd15b-1d6e-45be-b493-c71549cbfd87,"{""Domain"":""a.example""}","{""value"":5}"'
/// Set-Content providers.csv "customerId,providerInstanceId,providerCustomerData,margin`n$row"
/// Import-Csv providers.csv | Add-CcCustomerProvider -WhatIf
/// </code>
/// </example>
/// <seealso href="Get-CcProviderInstance"/>
/// <seealso href="Restart-CcProviderCustomer"/>
/// <seealso href="Wait-CcCustomer"/>
[Cmdlet(VerbsCommon.Add, "CcCustomerProvider", SupportsShouldProcess = true)]
[OutputType(typeof(CloudCockpitProviderCustomer))]
public sealed class AddCcCustomerProviderCommand : NewResourceCommand<CloudCockpitProviderRequest, CloudCockpitProviderCustomer>
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

    /// <summary>
    /// The provider's data about the customer: a hashtable, an object or JSON, for Microsoft as -ProviderCustomers of New-CcCustomer
    /// describes it. It is sent as the JSON string that the vendor requires. A value is required in each row.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [JsonObjectCell]
    public JsonObject? ProviderCustomerData { get; set => field = Bound(value); }

    /// <summary>
    /// The margin: a hashtable, an object or JSON with marginRule and its name (Markup, Margin, SplitMargin or ErpMinusDiscount), and value,
    /// a number. A value is required in each row.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [JsonObjectCell]
    public JsonObject? Margin { get; set => field = Bound(value); }

    /// <summary>The margins of single offer types: a hashtable, an object or JSON. Default: not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [JsonObjectCell]
    public JsonObject? OfferTypeMargins { get; set => field = Bound(value); }

    /// <summary>The GUID of the reseller whose customer it is. Default: not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ResellerId { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<CloudCockpitProviderRequest, CloudCockpitProviderCustomer> Definition =>
        CloudCockpitOperations.AddProvider;

    private protected override string Action => "Add";

    /// <inheritdoc/>
    protected override CloudCockpitProviderRequest CreateRequest() => new()
    {
        CustomerId = CustomerId,
        ProviderInstanceId = ProviderInstanceId,
        ResellerId = ResellerId,
        ProviderCustomerData = ProviderCustomerData?.Json.ToString(Formatting.None),
        Margin = Margin?.Json,
        OfferTypeMargins = OfferTypeMargins?.Json,
    };
}
