using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Gets CloudCockpit customers.</summary>
/// <remarks>
/// <para>
/// Without parameters, gets all customers of the tenant, page by page as they are needed. With -Search, gets those that match. With -Id,
/// reads single customers.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: GET v1/Customers and GET v1/Customers/{customerId}. The vendor lists deleted customers among the
/// others, and nothing in the list shows which they are. -ExcludeDeleted therefore reads each customer by its ID, which takes a call for
/// each, and returns what was read. -Skip, -First and -IncludeTotalCount count what the vendor lists.
/// </para>
/// <para>
/// Searches compare names and domains in part, and internal identifiers and the IDs of providers as a whole. If customers are added or
/// removed while they are listed, the vendor's pages shift: a customer that the previous page had is not returned twice.
/// </para>
/// </notes>
/// <example>
/// <para>List the customers of the tenant</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $created = Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer
/// Get-CcCustomer -First 20 -IncludeTotalCount
/// </code>
/// </example>
/// <example>
/// <para>Find customers by a part of their name</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $created = Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer
/// Get-CcCustomer -Search Robotics -SearchField CompanyName -ExcludeDeleted | Format-Table CompanyName, City, InternalIdentifier
/// </code>
/// </example>
/// <example>
/// <para>See how the providers of the customers of a file are doing</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer | Get-CcCustomer | Select-Object CompanyName -ExpandProperty Providers
/// </code>
/// </example>
/// <seealso href="Connect-CcService"/>
/// <seealso href="Set-CcCustomer"/>
/// <seealso href="Remove-CcCustomer"/>
/// <seealso href="Wait-CcCustomer"/>
[Cmdlet(VerbsCommon.Get, "CcCustomer", SupportsPaging = true, DefaultParameterSetName = ByList)]
[OutputType(typeof(CloudCockpitCustomer))]
public sealed class GetCcCustomerCommand : GetResourceCommand<CloudCockpitQuery, CloudCockpitCustomer>
{
    private const string ByList = "List";
    private const string ById = "Id";
    private const int AtOnce = 16;

    /// <summary>The ID of the customer. Required in its parameter set. A customer that is not there causes the error NotFound.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    public Guid? Id { get; set; }

    /// <summary>What to search for, up to 255 characters. Default: all customers.</summary>
    [Parameter(ParameterSetName = ByList)]
    public string? Search { get; set; }

    /// <summary>Where to search: CompanyName, Domain, InternalIdentifier or ProviderCustomerId. Default: in all of them.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ArgumentCompleter(typeof(EnumCompleter<CloudCockpitSearchField>))]
    public CloudCockpitSearchField? SearchField { get; set; }

    /// <summary>The GUID of the reseller whose customers are read. Default: all that you may see.</summary>
    [Parameter]
    public Guid? ResellerId { get; set; }

    /// <summary>The number of customers that are requested at once, 1 to 2000. Default: 500.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateRange(1, 2000)]
    public int PageSize { get; set; } = 500;

    /// <summary>Reads each customer by its ID, and leaves out those that were deleted.</summary>
    [Parameter(ParameterSetName = ByList)]
    public SwitchParameter ExcludeDeleted { get; set; }

    /// <inheritdoc/>
    protected override QueryDefinition<CloudCockpitQuery, CloudCockpitCustomer> Query =>
        ParameterSetName == ById ? CloudCockpitQueries.ReadCustomer : CloudCockpitQueries.ListCustomers;

    /// <inheritdoc/>
    protected override CloudCockpitQuery CreateRequest() => new()
    {
        Id = Id,
        Search = Search,
        SearchField = SearchField,
        ResellerId = ResellerId,
        PageSize = PageSize,
    };

    private protected override object? TargetOf(CloudCockpitQuery request) => request.Id;

    private protected override string? EmptySearch => IsEmpty(nameof(Search), Search) ? nameof(Search) : null;

    private protected override IAsyncEnumerable<CloudCockpitCustomer> ReadItems(
        QueryExecutor<CloudCockpitQuery, CloudCockpitCustomer> executor, long skip, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<CloudCockpitCustomer> listed = executor.ReadItemsAsync(skip, cancellationToken);
        return ExcludeDeleted ? ReadAhead.ReadEachAsync(listed, ReadAsync, AtOnce, cancellationToken) : listed;
    }

    private async Task<CloudCockpitCustomer?> ReadAsync(CloudCockpitCustomer listed, CancellationToken cancellationToken)
    {
        var query = new CloudCockpitQuery { Id = listed.Id, ResellerId = ResellerId };
        var executor = new QueryExecutor<CloudCockpitQuery, CloudCockpitCustomer>(CloudCockpitQueries.ReadCustomer, query, Chosen, Log);
        try
        {
            return await executor.ReadOneAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (VendorApiException exception) when (exception.Error == ProvisioningError.NotFound)
        {
            return null;
        }
    }
}
