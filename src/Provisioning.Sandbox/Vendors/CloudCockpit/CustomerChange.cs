using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>What the calls that change an existing customer have in common: the checks, and that no concurrent change is lost.</summary>
internal sealed class CustomerChange(CockpitCaller caller, CustomerStore store)
{
    /// <summary>Makes a change that has a body. Its parameters are only checked, because no document says what they change.</summary>
    /// <param name="request">The call.</param>
    /// <param name="shape">The documented body.</param>
    /// <param name="change">Makes the new version from the current one and the body.</param>
    /// <param name="answer">The answer once it is done.</param>
    /// <param name="parameters">The documented query parameters, all of which are UUIDs.</param>
    public VendorAnswer Apply(
        SandboxRequest request,
        JsonShape shape,
        Func<StoredCustomer, JsonElement, StoredCustomer> change,
        Func<StoredCustomer, VendorAnswer> answer,
        params string[] parameters)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        if (!request.IsJson)
            return ErrorBody.UnsupportedMediaType(request);

        List<Violation> violations = CheckQuery(request, parameters);
        using JsonDocument? body = JsonBody.Check(request.Body, shape, violations);
        if (violations.Count > 0)
            return ErrorBody.Validation(request, violations);
        return Replace(request, customer => (change(customer, body!.RootElement), answer(customer)));
    }

    /// <summary>Makes a change that has no body, or refuses it.</summary>
    /// <param name="request">The call.</param>
    /// <param name="change">Makes the new version from the current one, and the answer; no version if the change is refused.</param>
    public VendorAnswer Apply(SandboxRequest request, Func<StoredCustomer, (StoredCustomer? After, VendorAnswer Answer)> change)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;

        List<Violation> violations = CheckQuery(request, []);
        if (request.Body.Length > 0)
            violations.Add(new Violation("", "This call has no body."));
        return violations.Count > 0 ? ErrorBody.Validation(request, violations) : Replace(request, change);
    }

    private static List<Violation> CheckQuery(SandboxRequest request, string[] parameters)
    {
        var query = new QueryReader(request, parameters);
        foreach (string parameter in parameters)
            query.Uuid(parameter);
        return [.. query.Violations];
    }

    private VendorAnswer Replace(SandboxRequest request, Func<StoredCustomer, (StoredCustomer? After, VendorAnswer Answer)> change)
    {
        string tenant = CockpitCaller.Tenant(request);
        while (store.Find(request.Id, tenant) is { } customer)
        {
            (StoredCustomer? after, VendorAnswer answer) = change(customer);
            // Another call may have changed it in the meantime. The change is then applied to the new version.
            if (after is null || store.TryReplace(customer, after))
                return answer;
        }

        return ErrorBody.NotFound(request);
    }
}
