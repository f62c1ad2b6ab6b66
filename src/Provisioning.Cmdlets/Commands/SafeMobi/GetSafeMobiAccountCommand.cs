using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Operations;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Gets SafeMobi accounts.</summary>
/// <remarks>
/// <para>
/// Without parameters, gets all accounts, 500 at a time as they are needed. With -ExternalId, gets those that have it: the vendor does not
/// promise that there is only one. With -Id, reads single accounts.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public help page: GET accounts and GET accounts/{accountid}. The vendor does not say how many accounts there are, so
/// -IncludeTotalCount returns an unknown total. An account also has an IframeStatsToken, which is a secret: it is not returned, and it is
/// masked in what -Debug shows.
/// </para>
/// </notes>
/// <example>
/// <para>Find an account by your own ID</para>
/// <code>
/// New-SafeMobiAccount -ExternalId crm-20882 -Type Basic -AccountPlanId 1
/// Get-SafeMobiAccount -ExternalId crm-20882
/// </code>
/// </example>
/// <example>
/// <para>List accounts that are not active</para>
/// <code>
/// New-SafeMobiAccount -ExternalId crm-20883 -Type Basic -AccountPlanId 1 | Set-SafeMobiAccount -Status Disabled
/// Get-SafeMobiAccount | Where-Object Status -NE Active | Format-Table ExternalId, Type, Status
/// </code>
/// </example>
/// <example>
/// <para>Read the accounts of a file that were just created</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples safemobi.csv) | New-SafeMobiAccount | Get-SafeMobiAccount
/// </code>
/// </example>
/// <seealso href="Connect-SafeMobiService"/>
/// <seealso href="Set-SafeMobiAccount"/>
[Cmdlet(VerbsCommon.Get, "SafeMobiAccount", SupportsPaging = true, DefaultParameterSetName = ByExternalId)]
[OutputType(typeof(SafeMobiAccount))]
public sealed class GetSafeMobiAccountCommand : GetResourceCommand<SafeMobiQuery, SafeMobiAccount>
{
    private const string ByExternalId = "ExternalId";
    private const string ById = "Id";

    /// <summary>The vendor's ID of the account. Required in its parameter set. An account that is not there causes the error NotFound.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    public Guid? Id { get; set; }

    /// <summary>Your own ID of the account, up to 250 characters. Default: all accounts.</summary>
    [Parameter(ParameterSetName = ByExternalId)]
    public string? ExternalId { get; set; }

    /// <inheritdoc/>
    protected override QueryDefinition<SafeMobiQuery, SafeMobiAccount> Query =>
        ParameterSetName == ById ? SafeMobiQueries.ReadAccount : SafeMobiQueries.ListAccounts;

    /// <inheritdoc/>
    protected override SafeMobiQuery CreateRequest() => new() { Id = Id, ExternalId = ExternalId };

    private protected override object? TargetOf(SafeMobiQuery request) => request.Id;

    private protected override string? EmptySearch => IsEmpty(nameof(ExternalId), ExternalId) ? nameof(ExternalId) : null;
}
