using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Adds credits to customers of a reseller, or takes them away.</summary>
/// <remarks>
/// <para>
/// Adds credits to one customer per row. The vendor knows no reference for such a call, so the same call twice adds twice: it is never made
/// again once it was sent. The balance is read before it. If no readable answer comes back, the row fails with OutcomeUnknown, and the error
/// shows the balance before and after, so that a person can settle it with Resolve-ProvisioningOperation.
/// </para>
/// <para>
/// With -OperationKey, the journal knows the row: a second run of the same input returns it as Replayed, without a call. Without a key, each
/// run adds again, and a warning says so.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: POST admin/addCredits, and that a negative number takes credits away. The vendor refuses credits
/// for a post-paid customer (status 421), and to take away more than there are (status 320).
/// </para>
/// </notes>
/// <example>
/// <para>Add credits once, whatever happens</para>
/// <code>
/// New-ResellerCustomer -Name HarborLights -BillingType PrePaid
/// Add-ResellerCredit -Customer HarborLights -Credits 500 -OperationKey order-2026-1187
/// Add-ResellerCredit -Customer HarborLights -Credits 500 -OperationKey order-2026-1187
/// </code>
/// <para>The second call returns the result of the first one, and adds nothing.</para>
/// </example>
/// <example>
/// <para>See what a file would add</para>
/// <code>
/// "customer,credits,operationKey`nHarborLights,500,order-1`nTatraBikes,250,order-2" | Set-Content credits.csv
/// Import-Csv credits.csv | Add-ResellerCredit -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Take credits away</para>
/// <code>
/// New-ResellerCustomer -Name HarborLights -BillingType PrePaid
/// Add-ResellerCredit HarborLights 500 -OperationKey order-2026-1190
/// Add-ResellerCredit HarborLights -Credits -200 -OperationKey refund-2026-0071
/// </code>
/// </example>
/// <seealso href="Get-ResellerCustomer"/>
/// <seealso href="Resolve-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.Add, "ResellerCredit", SupportsShouldProcess = true)]
[OutputType(typeof(ResellerCredit))]
public sealed class AddResellerCreditCommand : RowCommand<ResellerCreditRequest, ResellerCredit>
{
    /// <summary>The name of the customer, without spaces. A value is required in each row.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    public string? Customer { get; set; }

    /// <summary>How many credits to add, a whole number but not 0; a negative one takes them away. A value is required in each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Credits { get; set => field = Bound(value, "CreditsToAdd"); }

    /// <summary>
    /// The key of the row in the journal, such as the number of an order. A row with the same key and the same data is never sent twice.
    /// Default: none, so that each call adds again.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OperationKey { get; set; }

    /// <inheritdoc/>
    protected override OperationDefinition<ResellerCreditRequest, ResellerCredit> Definition => ResellerOperations.AddCredits;

    private protected override string Action => "Add credits";

    private protected override string? KeyOverride => OperationKey;

    private protected override string NameForPeople(string? key) => key is null ? Customer! : $"{Customer} ({key})";

    /// <inheritdoc/>
    protected override ResellerCreditRequest CreateRequest() => new() { Customer = Customer, Credits = Credits };
}
