using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The list call, <c>GET accounts</c>: all accounts, or those with an external ID.</summary>
internal sealed class AccountList
{
    private const int MaxTake = 500;

    private readonly List<Violation> _violations = [];
    private readonly string _externalId;
    private readonly int _skip;
    private readonly int _take;

    public AccountList(Dictionary<string, StringValues> query)
    {
        _externalId = query.TryGetValue("externalid", out StringValues id) ? id.ToString() : "";
        _skip = Number(query, "skip", defaultValue: 0, min: 0, int.MaxValue);
        _take = Number(query, "take", MaxTake, min: 1, MaxTake);
        if (_externalId.Length > AccountShape.MaxExternalId)
            _violations.Add(new Violation("externalid", $"may have up to {AccountShape.MaxExternalId} characters."));
        foreach (string name in query.Keys.Where(static name => name is not ("externalid" or "skip" or "take")))
            _violations.Add(new Violation(name, "is not a parameter of this call."));
    }

    public IReadOnlyList<Violation> Violations => _violations;

    public VendorAnswer Answer(IEnumerable<StoredAccount> accounts) =>
        Envelope.List(accounts.Where(account => _externalId.Length == 0 || account.ExternalId == _externalId).Skip(_skip).Take(_take));

    private int Number(Dictionary<string, StringValues> query, string name, int defaultValue, int min, int max)
    {
        if (!query.TryGetValue(name, out StringValues text) || text.ToString().Length == 0)
            return defaultValue;
        if (int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
            return number;
        _violations.Add(new Violation(name, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {max}.")));
        return defaultValue;
    }
}
