using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Creates reseller customers without users.</summary>
[Cmdlet(VerbsCommon.New, "ResellerCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(ResellerCustomer))]
public sealed class NewResellerCustomerCommand : NewResourceCommand<ResellerCustomerRequest, ResellerCustomer>
{
    /// <summary>The customer's name, without spaces; it must not exist yet. Required. It is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>The id of the integration. The vendor's default is an empty text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? IntegrationId { get; set; }

    /// <summary>How sender numbers rotate: Conversation or MaxRotation (the wire's CONVERSATION and MAX_ROTATION are taken too). The vendor's default is MaxRotation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ResellerRotationAlgorithm))]
    [ArgumentCompleter(typeof(EnumCompleter<ResellerRotationAlgorithm>))]
    public ResellerRotationAlgorithm? RotationAlgorithm { get; set => field = Bound(value); }

    /// <summary>How the customer pays: PrePaid or PostPaid (the wire's PRE_PAID and POST_PAID are taken too). The vendor's default is PostPaid, even where the reseller's own default is pre-paid.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ResellerBillingType))]
    [ArgumentCompleter(typeof(EnumCompleter<ResellerBillingType>))]
    public ResellerBillingType? BillingType { get; set => field = Bound(value); }

    /// <summary>The MO charge, a whole number. The vendor's default is 0.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? MoCharge { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<ResellerCustomerRequest, ResellerCustomer> Definition => ResellerOperations.CreateCustomer;

    /// <summary>The path of the call, relative to the base address. Default: services/rest/customer/create, an assumption: the vendor's document shows the fields, but not the path.</summary>
    [Parameter]
    [ValidatePattern(@"^[^/\:?#][^\:?#]*$")]
    public string? RequestPath { get; set; }

    /// <inheritdoc/>
    protected override string? PathOverride => RequestPath;

    /// <inheritdoc/>
    protected override ResellerCustomerRequest CreateRequest() => new()
    {
        Name = Name,
        IntegrationId = IntegrationId,
        RotationAlgorithm = RotationAlgorithm,
        BillingType = BillingType,
        MoCharge = MoCharge,
    };
}
