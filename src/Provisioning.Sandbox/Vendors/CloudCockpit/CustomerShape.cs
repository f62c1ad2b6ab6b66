using System;
using System.Collections.Frozen;
using System.Linq;
using Provisioning.Sandbox.Wire;
using static Provisioning.Sandbox.Wire.JsonRules;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The bodies of the vendor's calls, in the spelling of the document.</summary>
internal static class CustomerShape
{
    private const int MaxText = 255;
    private const int MaxShortText = 30;

    private static readonly JsonCheck _margin = Object(new JsonShape(
        new JsonField("marginRule", Object(new JsonShape(new JsonField("name", Text())))),
        new JsonField("value", Number)));

    private static readonly JsonShape _providerCustomer = new(
        new JsonField("providerInstanceId", Uuid),
        new JsonField("providerCustomerId", Text(), Nullable: true),
        new JsonField("providerCustomerData", JsonText),
        new JsonField("margin", _margin),
        new JsonField("offerTypeMargins", MapOf(AnyObject), Nullable: true),
        // Returned by the vendor: documented as part of the model, without effect when sent.
        new JsonField("status", Anything, Nullable: true),
        new JsonField("customerCreationError", Anything, Nullable: true));

    // The company and its contact, which a create call and an update have in common.
    private static readonly JsonField[] _accountInfo =
    [
        Required("companyName", MaxText),
        Optional("taxId"),
        new JsonField(
            "country",
            Text(static code => Countries.Contains(code) ? null : "must be a country code of ISO 3166-1 alpha-2."),
            Required: true),
        Required("addressLine1", MaxText),
        Optional("addressLine2"),
        Required("city", MaxText),
        Required("state", MaxText),
        Required("zip", MaxShortText),
        Required("firstName", MaxText),
        Optional("middleName"),
        Required("lastName", MaxText),
        Required("email", MaxText),
        Required("phone", MaxShortText),
    ];

    private static readonly FrozenSet<string> _accountInfoNames =
        _accountInfo.Select(static field => field.Name).ToFrozenSet(StringComparer.Ordinal);

    public static JsonShape Customer { get; } = new(
    [
        new JsonField("id", Uuid),
        .. _accountInfo,
        Optional("internalIdentifier"),
        new JsonField("resellerId", Uuid, Nullable: true),
        new JsonField("providerCustomers", MapOf(Object(_providerCustomer), KeyProblem, notEmpty: true), Required: true),
        new JsonField(
            "customerAssociations",
            ArrayOf(Object(new JsonShape(new JsonField("resellerId", Uuid), new JsonField("name", Text(), Nullable: true)))),
            Nullable: true),
    ]);

    public static JsonShape AccountInfo { get; } = new(
        new JsonField("customer", Object(new JsonShape(_accountInfo)), Required: true),
        new JsonField("retryFailedProviderCustomersFromCompanyInfo", JsonRules.Boolean));

    public static JsonShape InternalIdentifier { get; } = new(
        new JsonField("internalIdentifier", Text(MaxText), Required: true, Nullable: true),
        new JsonField("resellerId", Uuid, Nullable: true));

    public static JsonShape ProviderInstance { get; } = new(
        new JsonField("providerInstanceId", Uuid, Required: true),
        new JsonField("providerCustomerData", JsonText, Required: true),
        new JsonField("margin", _margin, Required: true),
        new JsonField("offerTypeMargins", MapOf(AnyObject), Nullable: true));

    /// <summary>Returns whether a field of a customer belongs to the account information.</summary>
    public static bool IsAccountInfo(string field) => _accountInfoNames.Contains(field);

    private static JsonField Required(string name, int maxLength) => new(name, Text(maxLength, notEmpty: true), Required: true);

    private static JsonField Optional(string name) => new(name, Text(MaxText), Nullable: true);

    private static string? KeyProblem(string key) =>
        Guid.TryParseExact(key, "D", out _) ? null : "must have the GUID of a provider instance as its key.";
}
