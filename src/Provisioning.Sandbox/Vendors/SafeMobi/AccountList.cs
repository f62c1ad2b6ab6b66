using System.Collections.Generic;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The list call, <c>GET accounts</c>: all accounts, or those with an external ID.</summary>
internal sealed class AccountList
{
    private const int MaxTake = 500;

    private readonly QueryReader _query;
    private readonly string? _externalId;
    private readonly int _skip;
    private readonly int _take;

    public AccountList(SandboxRequest request)
    {
        _query = new QueryReader(request, "externalid", "skip", "take");
        _externalId = _query.Text("externalid", AccountShape.MaxExternalId);
        _skip = _query.Number("skip", defaultValue: 0, min: 0, int.MaxValue);
        _take = _query.Number("take", MaxTake, min: 1, MaxTake);
    }

    public IReadOnlyList<Violation> Violations => _query.Violations;

    public VendorAnswer Answer(AccountStore store, AccountView view) => Envelope.Success(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Items");
        foreach (StoredAccount account in store.List(_externalId, _skip, _take))
            view.Write(json, account);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
