using System.Linq;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The call that lists the provider instances, which are the same for every tenant.</summary>
internal sealed class ProviderInstances(CockpitCaller caller)
{
    public VendorAnswer List(SandboxRequest request)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        var query = new QueryReader(request, Page.NumberParameter, Page.SizeParameter);
        Page page = Page.Read(query);
        return query.Violations.Count > 0
            ? ErrorBody.Validation(request, query.Violations)
            : page.Answer(
                ProviderInstance.All.Skip(page.Skip).Take(page.Size), ProviderInstance.All.Count, ProviderInstance.Write);
    }
}
