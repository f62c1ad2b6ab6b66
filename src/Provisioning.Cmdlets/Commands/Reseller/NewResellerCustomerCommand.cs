using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Creates reseller customers without users.</summary>
/// <remarks>
/// <para>Creates one customer a row, without a user. Connect first with Connect-ResellerService.</para>
/// </remarks>
/// <notes>
/// <para>Documented by the vendor: the fields, their values and their defaults. The path of the call is not documented: services/rest/customer/create is an assumption, by analogy with customer-user/create. -RequestPath overrides it. The customer's name is the natural key.</para>
/// <para>After a call that left and was not answered readably, the same call is made again, after 1, 2, 4 and 8 s: "taken" then means that the first one was done (Recovered), unless the journal knows another operation by the same name.</para>
/// </notes>
/// <example>
/// <para>Create one customer</para>
/// <code>
/// Connect-ResellerService harborline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/
/// New-ResellerCustomer -Name HighlandVets -BillingType PrePaid
/// </code>
/// </example>
/// <example>
/// <para>Create several, and give each a user</para>
/// <code>
/// 'TatraBikes', 'FjordKaffe' |
///     ForEach-Object { [pscustomobject]@{ Name = $_; RotationAlgorithm = 'CONVERSATION' } } |
///     New-ResellerCustomer |
///     ForEach-Object {
///         New-ResellerUser -CustomerId $_.CustomerId -UserName "$($_.Name)-admin" -Password $env:NEW_USER_PASSWORD -Email "admin@$($_.Name).example" -PhoneNumber '+421 2 000 012 34'
///     }
/// </code>
/// </example>
/// <example>
/// <para>Call another path than the assumed one</para>
/// <code>
/// New-ResellerCustomer -Name KoalaCouriers -MoCharge 2 -RequestPath services/rest/customer/create
/// </code>
/// </example>
/// <seealso href="Connect-ResellerService"/>
/// <seealso href="New-ResellerUser"/>
/// <seealso href="New-ResellerCustomerUser"/>
[Cmdlet(VerbsCommon.New, "ResellerCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(ResellerCustomer))]
public sealed class NewResellerCustomerCommand : NewResourceCommand<ResellerCustomerRequest, ResellerCustomer>
{
    /// <summary>The customer's name, without spaces; it must not exist yet. Required. It is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>The id of the integration. Default: not sent, which the vendor takes as an empty text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? IntegrationId { get; set; }

    /// <summary>How sender numbers rotate: Conversation or MaxRotation (CONVERSATION and MAX_ROTATION, as the vendor writes them, are taken too). Default: not sent, which the vendor takes as MaxRotation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ResellerRotationAlgorithm))]
    [ArgumentCompleter(typeof(EnumCompleter<ResellerRotationAlgorithm>))]
    public ResellerRotationAlgorithm? RotationAlgorithm { get; set => field = Bound(value); }

    /// <summary>How the customer pays: PrePaid or PostPaid (PRE_PAID and POST_PAID, as the vendor writes them, are taken too). Default: not sent, which the vendor takes as PostPaid even where the reseller's own default is pre-paid.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ResellerBillingType))]
    [ArgumentCompleter(typeof(EnumCompleter<ResellerBillingType>))]
    public ResellerBillingType? BillingType { get; set => field = Bound(value); }

    /// <summary>The MO charge, a whole number. Default: not sent, which the vendor takes as 0.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? MoCharge { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<ResellerCustomerRequest, ResellerCustomer> Definition => ResellerOperations.CreateCustomer;

    /// <summary>The path of the call, relative to the base address. Default: services/rest/customer/create, an assumption: the vendor's document shows the fields, but not the path.</summary>
    [Parameter]
    [ValidatePattern(@"^[\w.~%-][\w.~%/-]*\z")]
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
