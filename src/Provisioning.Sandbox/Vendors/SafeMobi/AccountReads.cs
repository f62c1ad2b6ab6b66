using System;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The calls that read accounts.</summary>
internal sealed class AccountReads(MobiCaller caller, AccountStore store, AccountView view)
{
    public VendorAnswer List(SandboxRequest request)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        var list = new AccountList(request);
        return list.Violations.Count > 0 ? Envelope.Failure(list.Violations) : list.Answer(store, view);
    }

    public VendorAnswer Get(SandboxRequest request)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        var query = new QueryReader(request);
        if (query.Violations.Count > 0)
            return Envelope.Failure(query.Violations);
        if (AccountPath.Read(request, out Guid id) is { } invalid)
            return invalid;
        return store.Find(id) is { } account ? Envelope.Success(json => view.Write(json, account)) : AccountPath.NotFound();
    }
}
