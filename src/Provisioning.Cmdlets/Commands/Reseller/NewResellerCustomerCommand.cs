using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Creates reseller customers without users.</summary>
/// <remarks>
/// <para>Creates one customer per row, without a user. Connect first with Connect-ResellerService.</para>
/// </remarks>
/// <notes>
/// <para>
/// Documented by the vendor: the fields, their values and their defaults. The path of the call is not documented:
/// services/rest/customer/create is an assumption, by analogy with customer-user/create. -RequestPath overrides it. The customer's name is
/// the natural key.
/// </para>
/// <para>
/// A customer alone shows nothing of who created it, so the vendor is asked before each first call whether it has the customer
/// (admin/balance, from the vendor's public documentation), which the journal records. If the call was then sent and no readable answer came
/// back, the vendor is asked again: what was not there before is the row's (Recovered). If it is not there, repeatedly and after the
/// -SettlingTimeSec of the connection, the same call is made again (Created). Otherwise the row fails with OutcomeUnknown.
/// </para>
/// </notes>
/// <example>
/// <para>Create one customer</para>
/// <code>
/// Connect-ResellerService harborline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/
/// New-ResellerCustomer -Name HighlandVets -BillingType PrePaid
/// </code>
/// </example>
/// <example>
/// <para>Create several customers, each with a user</para>
/// <code>
/// 'TatraBikes', 'FjordKaffe' |
///     ForEach-Object { [pscustomobject]@{ Name = $_; RotationAlgorithm = 'CONVERSATION' } } |
///     New-ResellerCustomer |
///     ForEach-Object {
///         $user = @{ UserName = "$($_.Name)-admin"; Email = "admin@$($_.Name).example"; PhoneNumber = '+421 2 000 012 34' }
///         New-ResellerUser -CustomerId $_.CustomerId -Password $env:NEW_USER_PASSWORD @user
///     }
/// </code>
/// </example>
/// <example>
/// <para>Use a path other than the assumed one</para>
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
    /// <summary>
    /// The customer's name, without spaces; it must not exist yet. A value is required in each row. It is the natural key.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>The ID of the integration. Default: not sent, which the vendor treats as an empty string.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? IntegrationId { get; set; }

    /// <summary>
    /// How sender numbers rotate: Conversation or MaxRotation (or the vendor's spelling, CONVERSATION and MAX_ROTATION). Default: not sent,
    /// which the vendor treats as MaxRotation.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ResellerRotationAlgorithm))]
    [ArgumentCompleter(typeof(EnumCompleter<ResellerRotationAlgorithm>))]
    public ResellerRotationAlgorithm? RotationAlgorithm { get; set => field = Bound(value); }

    /// <summary>
    /// How the customer pays: PrePaid or PostPaid (or the vendor's spelling, PRE_PAID and POST_PAID). Default: not sent, which the vendor
    /// treats as PostPaid even if the reseller's own default is pre-paid.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ResellerBillingType))]
    [ArgumentCompleter(typeof(EnumCompleter<ResellerBillingType>))]
    public ResellerBillingType? BillingType { get; set => field = Bound(value); }

    /// <summary>The MO charge, a whole number. Default: not sent, which the vendor treats as 0.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? MoCharge { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<ResellerCustomerRequest, ResellerCustomer> Definition => ResellerOperations.CreateCustomer;

    /// <summary>
    /// The path of the call, relative to the base address. Default: services/rest/customer/create. This is an assumption: the vendor
    /// documents the fields, but not the path.
    /// </summary>
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
