using System.Net.Http;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>The vendor's operations, as data.</summary>
public static class SafeMobiOperations
{
    /// <summary>
    /// Switches an account off in a way that has a way back: a Basic account becomes Disabled, a Premium account Suspended. Which it is, is
    /// read first.
    /// </summary>
    public static OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount> SwitchOff { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Kind = OperationKind.Update,
        Name = "Account.SwitchOff",
        Document = "SafeMobi REST API v2, POST accounts/{accountid}/changeaccountstatus/{status} (the vendor's public help page)",
        Method = HttpMethod.Post,
        Path = static request => $"accounts/{request.Id}/changeaccountstatus/{request.Status}",
        Encoding = BodyEncoding.Json,
        Fields = [],
        RowRules = [HasId],
        Names = ById,
        ReadFirst = SafeMobiQueries.ReadBeforeSwitchOff,
        ReadSuccess = SafeMobiAnswers.ReadDone,
        ReadRefusal = SafeMobiAnswers.ReadRefusalOfOne,
        CreateResult = SafeMobiAccount.Create,
    };

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
        Fields = AccountFields(Rule.Required),
        RowRules =
        [
            new("PremiumAccountInfo", "is required when Type is Premium", static request => !IsPremium(request) || request.HasPremiumInfo),
            new("PremiumAccountInfo", "is for Premium accounts only", static request => IsPremium(request) || !request.HasPremiumInfo),
        ],
        Names = new() { { "ExternalId", static request => request.ExternalId } },
        ReadSuccess = SafeMobiAnswers.ReadSuccess,
        ReadRefusal = SafeMobiAnswers.ReadRefusal,
        Look = SafeMobiQueries.FindCreated,
        LookForExisting = SafeMobiQueries.FindExisting,
        TakeBack = TakeBack.By(SwitchOff, UndoAction.SwitchOff, static id => new SafeMobiAccountRequest { Id = id }),
        FindContradiction = static (request, verdict) => verdict.Description.Text("ExternalId") is { } id && !NameRule.AreSame(id, request.ExternalId)
            ? $"its ExternalId is '{id}', and '{request.ExternalId}' was requested"
            : null,
        CreateResult = SafeMobiAccount.Create,
    };

    /// <summary>
    /// Sets fields of an account. The vendor takes the model as a whole, so what is not given is read first; only the password cannot be read,
    /// and stays as it is.
    /// </summary>
    public static OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount> UpdateAccount { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Kind = OperationKind.Update,
        Name = "Account.Update",
        Document = "SafeMobi REST API v2, POST accounts/{accountid} (the vendor's public help page)",
        Method = HttpMethod.Post,
        Path = static request => $"accounts/{request.Id}",
        Encoding = BodyEncoding.Json,
        Fields = AccountFields(),
        RowRules =
        [
            HasId,
            new("Type", "has nothing to set: specify at least one field, or Status", static request => request.HasField),
            new("PremiumAccountInfo", "is for Premium accounts only", static request => request.Type is null || IsPremium(request) || !request.HasPremiumInfo),
        ],
        Names = ById,
        ReadFirst = SafeMobiQueries.ReadBeforeUpdate,
        ReadSuccess = SafeMobiAnswers.ReadSuccess,
        ReadRefusal = SafeMobiAnswers.ReadRefusalOfOne,
        FindContradiction = static (request, verdict) => Evidence.FindOtherId("Id", request.Id, verdict),
        CreateResult = SafeMobiAccount.Create,
    };

    /// <summary>Suspends, activates or closes an account. Which states there are depends on its type, which is read first.</summary>
    public static OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount> ChangeStatus { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Kind = OperationKind.Update,
        Name = "Account.ChangeStatus",
        Document = "SafeMobi REST API v2, POST accounts/{accountid}/changeaccountstatus/{status} (the vendor's public help page)",
        Method = HttpMethod.Post,
        Path = static request => $"accounts/{request.Id}/changeaccountstatus/{request.Status}",
        Encoding = BodyEncoding.Json,
        Fields = [],
        RowRules = [HasId, new("Status", "is required", static request => request.Status is not null)],
        Names = ById,
        ReadFirst = SafeMobiQueries.ReadBeforeStatus,
        ReadSuccess = SafeMobiAnswers.ReadDone,
        ReadRefusal = SafeMobiAnswers.ReadRefusalOfOne,
        CreateResult = SafeMobiAccount.Create,
    };

    private static RowRule<SafeMobiAccountRequest> HasId => new("Id", "is required", static request => request.Id is not null);

    private static NameList<SafeMobiAccountRequest> ById => new() { { "Id", static request => request.Id?.ToString() } };

    // The vendor's model of an account, in the order of its document. Only a create requires some of them of the caller.
    private static FieldList<SafeMobiAccountRequest> AccountFields(params Rule[] required) => new()
    {
        { "ExternalId", static request => request.ExternalId, Rule.MaxLength(250), Rule.NotDamaged },
        { "FirstName", static request => request.FirstName },
        { "LastName", static request => request.LastName },
        { "Email", static request => request.Email },
        { "Password", static request => request.Password },
        { "Type", static request => request.Type?.ToString(), [.. required, Rule.OneOf("Basic", "Premium")] },
        { "AccountPlanId", static request => request.AccountPlanId, required },
        { "ParentAccountId", static request => request.ParentAccountId },
        { "PremiumAccountInfo.CompanyShortName", static request => request.CompanyShortName },
        { "PremiumAccountInfo.CompanyFullName", static request => request.CompanyFullName },
        { "PremiumAccountInfo.MobileDomain", static request => request.MobileDomain },
        { "PremiumAccountInfo.ControlPanelDomains", static request => request.ControlPanelDomains },
    };

    private static bool IsPremium(SafeMobiAccountRequest request) => request.Type == SafeMobiAccountType.Premium;
}
