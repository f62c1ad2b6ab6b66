using System;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The calls that read customers.</summary>
internal sealed class CustomerReads(CockpitCaller caller, CustomerStore store)
{
    public VendorAnswer Get(SandboxRequest request)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        var query = new QueryReader(request, "resellerId");
        Guid? reseller = query.Uuid("resellerId");
        if (query.Violations.Count > 0)
            return ErrorBody.Validation(request, query.Violations);
        if (store.Find(request.Id, CockpitCaller.Tenant(request)) is not { } customer)
            return ErrorBody.NotFound(request);

        return reseller is { } asking && !customer.IsRelatedTo(asking)
            ? ErrorBody.Forbidden()
            : VendorAnswer.Json(200, json => CustomerView.Write(json, customer));
    }

    public VendorAnswer List(SandboxRequest request)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        var search = new CustomerSearch(request);
        return search.Violations.Count > 0
            ? ErrorBody.Validation(request, search.Violations)
            : search.Answer(store, CockpitCaller.Tenant(request));
    }
}
