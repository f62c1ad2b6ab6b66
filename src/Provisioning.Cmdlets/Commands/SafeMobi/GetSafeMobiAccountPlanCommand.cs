using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Gets the plans that SafeMobi accounts can have.</summary>
/// <remarks>
/// <para>The number of a plan is -AccountPlanId of New-SafeMobiAccount and Set-SafeMobiAccount.</para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public help page: GET accountplans, with the type of account, and for a reseller's key with the ID of the parent
/// account. A limit of -1 means that there is none.
/// </para>
/// </notes>
/// <example>
/// <para>List the plans for Basic accounts</para>
/// <code>
/// Get-SafeMobiAccountPlan Basic | Format-Table Id, Name, PagesLimit, SitesLimit
/// </code>
/// </example>
/// <example>
/// <para>Find a plan without a limit of sites</para>
/// <code>
/// Get-SafeMobiAccountPlan -Type Premium | Where-Object SitesLimit -EQ -1
/// </code>
/// </example>
/// <example>
/// <para>List the plans of a parent account, with a reseller's key</para>
/// <code>
/// Get-SafeMobiAccountPlan Premium -AccountId 0f0f72c9-c216-41aa-841e-e096fc741f6f
/// </code>
/// </example>
/// <seealso href="New-SafeMobiAccount"/>
/// <seealso href="Set-SafeMobiAccount"/>
[Cmdlet(VerbsCommon.Get, "SafeMobiAccountPlan")]
[OutputType(typeof(SafeMobiAccountPlan))]
public sealed class GetSafeMobiAccountPlanCommand : GetResourceCommand<SafeMobiPlanQuery, SafeMobiAccountPlan>
{
    /// <summary>The type of account: Basic or Premium. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnumCompleter<SafeMobiAccountType>))]
    public SafeMobiAccountType? Type { get; set; }

    /// <summary>The ID of the parent account, which a reseller's key needs. Default: the caller's own account.</summary>
    [Parameter]
    public Guid? AccountId { get; set; }

    /// <inheritdoc/>
    protected override QueryDefinition<SafeMobiPlanQuery, SafeMobiAccountPlan> Query => SafeMobiQueries.ListPlans;

    /// <inheritdoc/>
    protected override SafeMobiPlanQuery CreateRequest() => new() { Type = Type, AccountId = AccountId };
}
