using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Removes CloudCockpit customers.</summary>
/// <remarks>
/// <para>
/// Removes one customer per row, by its ID. The cmdlet asks before each removal; -Confirm:$false answers yes. The vendor accepts the call
/// and removes the customer later. It allows this for the role csp only.
/// </para>
/// <para>
/// The journal then no longer replays the creation of the customer: the same row of New-CcCustomer creates it again, with another ID.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: DELETE v1/Customers/{customerId}. A customer that is not there causes the error NotFound. If an
/// answer was lost and the customer is gone when the call is made again, it was removed (Recovered).
/// </para>
/// </notes>
/// <example>
/// <para>Remove customers, after looking at them</para>
/// <code>
/// $wrong = Get-CcCustomer -Search Trial -SearchField CompanyName -ExcludeDeleted
/// $wrong | Format-Table Id, CompanyName, InternalIdentifier
/// $wrong | Remove-CcCustomer -Confirm:$false
/// </code>
/// </example>
/// <example>
/// <para>See what would be removed</para>
/// <code>
/// Get-CcCustomer -First 5 | Remove-CcCustomer -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Remove a customer and create it again</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $row = Import-Csv (Join-Path $examples cloudcockpit.csv) | Select-Object -Last 1
/// $row | New-CcCustomer | Remove-CcCustomer -Confirm:$false
/// $row | New-CcCustomer
/// </code>
/// </example>
/// <seealso href="Get-CcCustomer"/>
/// <seealso href="New-CcCustomer"/>
[Cmdlet(VerbsCommon.Remove, "CcCustomer", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudCockpitCustomer))]
public sealed class RemoveCcCustomerCommand : ChangeResourceCommand<CloudCockpitCustomerRequest, CloudCockpitCustomer>
{
    /// <summary>The customer's ID, a GUID. A value is required in each row.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? Id { get; set => field = Bound(value); }

    /// <summary>The name of the company, which questions and results show. Default: none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyName { get; set; }

    /// <inheritdoc/>
    protected override OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> Definition => CloudCockpitOperations.DeleteCustomer;

    /// <inheritdoc/>
    protected override CloudCockpitCustomerRequest CreateRequest() => new() { Id = Id, CompanyName = CompanyName };

    private protected override string NameForPeople(string? key) =>
        string.IsNullOrWhiteSpace(CompanyName) ? base.NameForPeople(key) : $"{CompanyName} ({key})";
}
