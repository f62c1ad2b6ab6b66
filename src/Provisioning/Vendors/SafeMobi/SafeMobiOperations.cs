using System.Net.Http;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>The vendor's operations, as data.</summary>
public static class SafeMobiOperations
{
    /// <summary>
    /// "Creates an account in our platform and returns an Account object with account id". The HTTP method is from the public help page.
    /// </summary>
    public static OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount> CreateAccount { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Kind = OperationKind.Create,
        Name = "Account.Create",
        Document = "SafeMobi REST API v2, PUT accounts",
        Method = HttpMethod.Put,
        Path = static _ => "accounts",
        Encoding = BodyEncoding.Json,
        Fields = new FieldList<SafeMobiAccountRequest>
        {
            { "ExternalId", static request => request.ExternalId, Rule.MaxLength(250), Rule.NotDamaged },
            { "FirstName", static request => request.FirstName },
            { "LastName", static request => request.LastName },
            { "Email", static request => request.Email },
            { "Password", static request => request.Password },
            { "Type", static request => request.Type?.ToString(), Rule.Required, Rule.OneOf("Basic", "Premium") },
            { "AccountPlanId", static request => request.AccountPlanId, Rule.Required },
            { "ParentAccountId", static request => request.ParentAccountId },
            { "PremiumAccountInfo.CompanyShortName", static request => request.CompanyShortName },
            { "PremiumAccountInfo.CompanyFullName", static request => request.CompanyFullName },
            { "PremiumAccountInfo.MobileDomain", static request => request.MobileDomain },
            { "PremiumAccountInfo.ControlPanelDomains", static request => request.ControlPanelDomains },
        },
        RowRules =
        [
            new("PremiumAccountInfo", "is required when Type is Premium", static request => !IsPremium(request) || request.HasPremiumInfo),
            new("PremiumAccountInfo", "is for Premium accounts only", static request => IsPremium(request) || !request.HasPremiumInfo),
        ],
        Names = new() { { "ExternalId", static request => request.ExternalId } },
        ReadSuccess = SafeMobiAnswers.ReadSuccess,
        ReadRefusal = SafeMobiAnswers.ReadRefusal,
        Look = SafeMobiQueries.FindCreated,
        FindContradiction = static (request, verdict) => verdict.Description.Text("ExternalId") is { } id && !NameRule.AreSame(id, request.ExternalId)
            ? $"its ExternalId is '{id}', and '{request.ExternalId}' was requested"
            : null,
        CreateResult = SafeMobiAccount.Create,
    };

    private static bool IsPremium(SafeMobiAccountRequest request) => request.Type == SafeMobiAccountType.Premium;
}
