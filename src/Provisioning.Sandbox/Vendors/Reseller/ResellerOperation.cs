using System;
using System.Collections.Generic;
using System.Globalization;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.Reseller;

/// <summary>A form parameter: whether it is required, and the rule of its value.</summary>
internal sealed record FormField(string Name, bool Required = false, Func<string, bool>? IsValid = null);

/// <summary>A call, as data.</summary>
/// <param name="Name">The path after <c>services/rest/</c>.</param>
/// <param name="Fields">The documented parameters. Any other parameter is refused.</param>
internal sealed record ResellerOperation(string Name, params FormField[] Fields)
{
    private static readonly FormField[] _credentials =
    [
        new("resellerName", Required: true, IsResellerName),
        new("resellerPassword", Required: true),
    ];

    // A customer that exists, and whose it is. The credentials have other names than in the create calls.
    private static readonly FormField[] _existingCustomer =
    [
        new("reseller", Required: true, IsResellerName),
        new("password", Required: true),
        new("customer", Required: true, TextRules.HasNoSpace),
    ];

    public static ResellerOperation CustomerUser { get; } = new(
        "customer-user/create",
        [
            .. _credentials,
            new("contactName"),
            new("email", IsValid: TextRules.IsEmail),
            new("username", Required: true, TextRules.HasNoSpace),
            new("password", Required: true),
            new("customer", Required: true, TextRules.HasNoSpace),
            new("phoneNumber", IsValid: TextRules.IsPhone),
            new("applyFreeCredits", Required: true, static value => bool.TryParse(value, out _) && TextRules.HasNoSpace(value)),
        ]);

    public static ResellerOperation Customer { get; } = new(
        "customer/create",
        [
            .. _credentials,
            new("name", Required: true, TextRules.HasNoSpace),
            new("integrationId"),
            new("rotationAlgorithm", IsValid: static value => value is "CONVERSATION" or "MAX_ROTATION"),
            new("billingType", IsValid: static value => value is "PRE_PAID" or "POST_PAID"),
            new("moCharge", IsValid: IsInteger),
        ]);

    public static ResellerOperation User { get; } = new(
        "user/create",
        [
            .. _credentials,
            new("username", Required: true, TextRules.HasNoSpace),
            new("password", Required: true),
            new("customerId", Required: true, ObjectIds.IsObjectId),
            new("email", Required: true, TextRules.IsEmail),
            new("phoneNumber", Required: true, TextRules.IsPhone),
        ]);

    /// <summary>The balance of a customer.</summary>
    public static ResellerOperation Balance { get; } = new("admin/balance", _existingCustomer)
    {
        CallerField = "reseller",
        PasswordField = "password",
    };

    /// <summary>Adds credits to a customer, or takes them if the number is negative.</summary>
    public static ResellerOperation AddCredits { get; } = new(
        "admin/addCredits",
        [.. _existingCustomer, new("creditsToAdd", Required: true, IsAmount)])
    {
        CallerField = "reseller",
        PasswordField = "password",
    };

    /// <summary>The inbox of a user, who calls with the user's own credentials.</summary>
    public static ResellerOperation Messages { get; } = new(
        "user/messages",
        [
            new("username", Required: true, TextRules.HasNoSpace),
            new("password", Required: true),
            new("since", Required: true, IsInteger),
        ])
    {
        CallerField = null,
    };

    /// <summary>The parameter with the reseller's name; null if the call is not a reseller's.</summary>
    public string? CallerField { get; private init; } = "resellerName";

    /// <summary>The parameter with the reseller's password.</summary>
    public string PasswordField { get; private init; } = "resellerPassword";

    /// <summary>Returns the first violated rule; null if there is none.</summary>
    public (ResellerStatus Status, string Message)? Check(Dictionary<string, string> form)
    {
        foreach (string name in form.Keys)
        {
            if (!Array.Exists(Fields, field => field.Name == name))
                return (ResellerStatus.InvalidValue, $"Unknown parameter '{name}' (names are case-sensitive).");
        }

        foreach (FormField field in Fields)
        {
            if (field.Required && (!form.TryGetValue(field.Name, out string? value) || value.Length == 0))
                return (ResellerStatus.MissingParameter, $"Missing required parameter '{field.Name}'.");
        }

        foreach (FormField field in Fields)
        {
            if (field.IsValid is not null && form.TryGetValue(field.Name, out string? value) && !field.IsValid(value))
                return (ResellerStatus.InvalidValue, $"Invalid value of parameter '{field.Name}'.");
        }

        return null;
    }

    public static bool TryReadInteger(string value, out long number) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool IsResellerName(string value) =>
        TextRules.HasNoSpace(value) && !value.Contains('@', StringComparison.Ordinal);

    private static bool IsInteger(string value) => TryReadInteger(value, out _);

    private static bool IsAmount(string value) => TryReadInteger(value, out long amount) && amount != 0;
}
