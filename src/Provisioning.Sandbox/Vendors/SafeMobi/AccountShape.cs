using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.Wire;
using static Provisioning.Sandbox.Wire.JsonRules;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The fields of an account, in the spelling of the document.</summary>
internal static class AccountShape
{
    public const string Type = "Type";
    public const string PremiumInfo = "PremiumAccountInfo";

    public const string Basic = "Basic";
    public const string Premium = "Premium";

    public const int MaxExternalId = 250;

    private static readonly JsonShape _body = new(
        new JsonField("ExternalId", Text(MaxExternalId), Nullable: true),
        new JsonField("FirstName", Text(), Nullable: true),
        new JsonField("LastName", Text(), Nullable: true),
        new JsonField("Email", Text(), Nullable: true),
        new JsonField("Password", Text(), Nullable: true),
        new JsonField(Type, Text(type => type is Basic or Premium ? null : "must be Basic or Premium."), Required: true),
        new JsonField("AccountPlanId", Int32(), Required: true),
        new JsonField("ParentAccountId", Uuid, Nullable: true),
        new JsonField(
            PremiumInfo,
            Object(new JsonShape(
                new JsonField("CompanyShortName", Text(), Nullable: true),
                new JsonField("CompanyFullName", Text(), Nullable: true),
                new JsonField("MobileDomain", Text(), Nullable: true),
                new JsonField("ControlPanelDomains", Text(), Nullable: true))),
            Nullable: true));

    /// <summary>
    /// The fields of the request that the answer repeats after ID, external ID, type, plan and status: all but the password.
    /// </summary>
    public static string[] AnsweredLast { get; } = ["ParentAccountId", "FirstName", "LastName", "Email", PremiumInfo];

    /// <summary>Parses an account and checks all rules. The document is null only if the body is not JSON.</summary>
    public static JsonDocument? Read(byte[] body, List<Violation> violations)
    {
        JsonDocument? account = JsonBody.Check(body, _body, violations);
        if (account is not null)
            CheckTogether(account.RootElement, violations);
        return account;
    }

    // The rule that involves two fields.
    private static void CheckTogether(JsonElement account, List<Violation> violations)
    {
        if (account.ValueKind != JsonValueKind.Object
            || !account.TryGetProperty(Type, out JsonElement type)
            || type.ValueKind != JsonValueKind.String)
            return;

        bool given = account.TryGetProperty(PremiumInfo, out JsonElement info) && info.ValueKind != JsonValueKind.Null;
        if (type.ValueEquals(Premium) && !given)
            violations.Add(new Violation(PremiumInfo, "is required if the account type is Premium."));
        else if (type.ValueEquals(Basic) && given)
            violations.Add(new Violation(PremiumInfo, "is not allowed unless the account type is Premium.", info));
    }
}
