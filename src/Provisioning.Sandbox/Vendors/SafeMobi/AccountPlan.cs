using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>An account plan.</summary>
/// <param name="Id">The plan's ID, which is the <c>AccountPlanId</c> of an account.</param>
/// <param name="Type">The type of account that it is for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Limits">The limits by their names; -1 means none.</param>
internal sealed record AccountPlan(int Id, string Type, string Name, string Description, params (string Name, int Value)[] Limits)
{
    public const int NoLimit = -1;

    private static readonly AccountPlan[] _all =
    [
        new(1, AccountShape.Basic, "Basic", "A mobile site for one person.", ("PagesLimit", 10), ("SitesLimit", 1)),
        new(2, AccountShape.Basic, "Basic Plus", "Some mobile sites for one person.", ("PagesLimit", 50), ("SitesLimit", 5)),
        new(
            3, AccountShape.Premium, "Premium", "Mobile sites for a company.",
            ("SitesLimit", 25), ("AdminsLimit", 5), ("SubAccountsLimit", 100)),
        new(
            4, AccountShape.Premium, "Premium Unlimited", "Mobile sites for a company, without limits.",
            ("SitesLimit", NoLimit), ("AdminsLimit", NoLimit), ("SubAccountsLimit", NoLimit)),
    ];

    public static IEnumerable<AccountPlan> Of(string type) => _all.Where(plan => plan.Type == type);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber(nameof(Id), Id);
        json.WriteString(nameof(Type), Type);
        json.WriteString(nameof(Name), Name);
        json.WriteString(nameof(Description), Description);
        json.WriteStartObject(Type + "AccountPlanInfo");
        foreach ((string name, int value) in Limits)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
