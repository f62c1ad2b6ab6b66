using Provisioning.Sandbox.Wire;
using static Provisioning.Sandbox.Wire.JsonRules;

namespace Provisioning.Sandbox.Vendors.QuickHelp;

/// <summary>The fields of AccountCreationDto, in the spelling of the document.</summary>
internal static class AccountShape
{
    public static JsonShape Body { get; } = new(
        new JsonField("companyName", Text(notEmpty: true), Required: true),
        new JsonField("eula", Int32()),
        new JsonField("templateId", Int32()),
        new JsonField("accountType", Int32(1, 2, 3, 4, 5, 6, 7, 11, 12, 13)),
        new JsonField("contractStatus", Int32(1, 2)),
        new JsonField("routeURL", Text()),
        new JsonField("domains", ArrayOf(Text())),
        new JsonField("primaryContact", Object(new JsonShape(
            new JsonField("name", Text()),
            new JsonField("email", Text()),
            new JsonField("phone", Text())))),
        new JsonField("expirationDate", DateTimeWithZone),
        new JsonField("licenses", Int32()),
        new JsonField("timeZone", Int32()),
        new JsonField("supportInfo", Object(new JsonShape(
            new JsonField("website", Text()),
            new JsonField("email", Text()),
            new JsonField("phone", Text())))),
        new JsonField("partnerId", Int32()),
        new JsonField("ae", Int32()),
        new JsonField("csm", Int32()),
        new JsonField("suppressUserCreation", Boolean),
        new JsonField("isEulaAccepted", Boolean),
        new JsonField("sandBoxModeOn", Boolean),
        new JsonField("skUs", ArrayOf(Object(new JsonShape(
            new JsonField("licenseCount", Int32(), Required: true),
            new JsonField("skuId", Int32()))))));

    /// <summary>The fields of the request that the answer repeats, in the answer's order.</summary>
    public static string[] Answered { get; } =
    [
        "companyName", "eula", "isEulaAccepted", "accountType", "routeURL", "domains", "primaryContact", "expirationDate",
        "licenses", "timeZone", "supportInfo", "ae", "csm", "contractStatus",
    ];
}
