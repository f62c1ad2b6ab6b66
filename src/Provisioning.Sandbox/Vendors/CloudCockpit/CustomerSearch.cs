using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>
/// The list call: a page of the customers that match. Deleted customers are among them, and nothing tells them apart: the vendor
/// returns them by default, so a client must read a hit by its ID before it believes it.
/// </summary>
internal sealed class CustomerSearch
{
    private const int MaxValue = 255;
    private const string CompanyName = "Company.Name";
    private const string Domain = "Domain";

    private static readonly Dictionary<string, Func<StoredCustomer, IEnumerable<string?>>> _fields = new(StringComparer.Ordinal)
    {
        [CompanyName] = static customer => [customer.Names.Company],
        ["InternalIdentifier"] = static customer => [customer.Names.InternalIdentifier],
        [Domain] = static customer => customer.Providers.Select(static provider => provider.Domain),
        ["ProviderCustomerId"] = static customer => customer.Providers.Select(provider => provider.State(customer.Id).CustomerId),
    };

    private readonly QueryReader _query;
    private readonly Page _page;
    private readonly string? _field;
    private readonly string? _value;
    private readonly Guid? _resellerId;
    private readonly bool _byCompanyName;

    public CustomerSearch(SandboxRequest request)
    {
        _query = new QueryReader(
            request, Page.NumberParameter, Page.SizeParameter, "searchField", "searchValue", "resellerId", "sortPropertyName");
        _page = Page.Read(_query);
        _field = _query.OneOf("searchField", _fields.Keys);
        _value = _query.Text("searchValue", MaxValue);
        _resellerId = _query.Uuid("resellerId");
        _byCompanyName = _query.OneOf("sortPropertyName", CompanyName) is not null;
    }

    public IReadOnlyList<Violation> Violations => _query.Violations;

    public VendorAnswer Answer(CustomerStore store, string tenant)
    {
        if (_value is null && _resellerId is null)
        {
            (StoredCustomer[] part, int total) = store.List(tenant, _byCompanyName, _page.Skip, _page.Size);
            return _page.Answer(part, total, CustomerView.Write);
        }

        StoredCustomer[] found = [.. store.List(tenant, _byCompanyName).Part.Where(Matches)];
        return _page.Answer(found.Skip(_page.Skip).Take(_page.Size), found.Length, CustomerView.Write);
    }

    private bool Matches(StoredCustomer customer)
    {
        if (_resellerId is { } reseller && !customer.IsRelatedTo(reseller))
            return false;
        if (_value is null)
            return true;

        // Without a field, the value may match any field. An identifier must match exactly; a name may match partially.
        return _field is null
            ? _fields.Keys.Any(field => Matches(field, customer))
            : Matches(_field, customer);
    }

    private bool Matches(string field, StoredCustomer customer) => _fields[field](customer).Any(text =>
        field is CompanyName or Domain
            ? text?.Contains(_value!, StringComparison.OrdinalIgnoreCase) == true
            : string.Equals(text, _value, StringComparison.OrdinalIgnoreCase));
}
