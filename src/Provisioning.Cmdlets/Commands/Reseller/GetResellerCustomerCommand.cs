using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Operations;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Gets customers of a reseller by name, with their credits.</summary>
/// <remarks>
/// <para>
/// Returns the customer and its credits if the reseller has it. A name that no customer has causes the error NotFound. If the customer
/// belongs to another reseller, the error says so.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: POST admin/balance, whose status says whether the customer is there and whose it is. The vendor
/// documents no list of customers.
/// </para>
/// </notes>
/// <example>
/// <para>Look up the credits of a customer</para>
/// <code>
/// New-ResellerCustomer -Name HarborLights -BillingType PrePaid | Get-ResellerCustomer
/// </code>
/// </example>
/// <example>
/// <para>Find out which customers of a file are there already</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $rows = Import-Csv (Join-Path $examples reseller.csv)
/// $created = $rows | Select-Object -First 2 | New-ResellerCustomerUser
/// $rows | Get-ResellerCustomer -ErrorAction SilentlyContinue
/// </code>
/// </example>
/// <example>
/// <para>Find customers that are running out of credits</para>
/// <code>
/// New-ResellerCustomer -Name HarborLights -BillingType PrePaid
/// New-ResellerCustomer -Name TatraBikes -BillingType PrePaid
/// 'HarborLights', 'TatraBikes' | ForEach-Object { Get-ResellerCustomer -Name $_ } | Where-Object Credits -LT 100
/// </code>
/// </example>
/// <seealso href="Connect-ResellerService"/>
/// <seealso href="Add-ResellerCredit"/>
[Cmdlet(VerbsCommon.Get, "ResellerCustomer")]
[OutputType(typeof(ResellerCustomerBalance))]
public sealed class GetResellerCustomerCommand : GetResourceCommand<ResellerCustomerQuery, ResellerCustomerBalance>
{
    /// <summary>The name of the customer, without spaces. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Customer")]
    public string Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override QueryDefinition<ResellerCustomerQuery, ResellerCustomerBalance> Query => ResellerQueries.ReadCustomer;

    /// <inheritdoc/>
    protected override ResellerCustomerQuery CreateRequest() => new() { Name = Name };

    private protected override object? TargetOf(ResellerCustomerQuery request) => request.Name;
}
