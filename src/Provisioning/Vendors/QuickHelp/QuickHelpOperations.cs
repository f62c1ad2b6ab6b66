using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Vendors.QuickHelp;

/// <summary>The vendor's operations, as data.</summary>
public static class QuickHelpOperations
{
    /// <summary>"The API endpoint can be used to create customer accounts."</summary>
    public static OperationDefinition<QuickHelpAccountRequest, QuickHelpCustomer> CreateAccount { get; } = new()
    {
        Vendor = QuickHelpVendor.Description,
        Kind = OperationKind.Create,
        Name = "Account.Create",
        Document = "QuickHelp, Customer API V1.0, createCustomerAccount",
        Method = HttpMethod.Post,
        Path = static _ => "v1/Account/Create",
        Encoding = BodyEncoding.Json,
        Fields = new FieldList<QuickHelpAccountRequest>
        {
            // The schema requires no field, but the call makes no sense without a name.
            { "companyName", static request => request.CompanyName, Rule.Required },
            { "eula", static request => request.Eula },
            { "templateId", static request => request.TemplateId },
            { "accountType", static request => (int?)request.AccountType, Documented<QuickHelpAccountType>() },
            { "contractStatus", static request => (int?)request.ContractStatus, Documented<QuickHelpContractStatus>() },
            { "routeURL", static request => request.RouteUrl, Rule.NotDamaged },
            { "domains", static request => request.Domains },
            { "primaryContact.name", static request => request.PrimaryContactName },
            { "primaryContact.email", static request => request.PrimaryContactEmail },
            { "primaryContact.phone", static request => request.PrimaryContactPhone, Rule.NotDamaged },
            { "expirationDate", static request => request.ExpirationDate },
            { "licenses", static request => request.Licenses },
            { "timeZone", static request => request.TimeZone },
            { "supportInfo.website", static request => request.SupportInfoWebsite },
            { "supportInfo.email", static request => request.SupportInfoEmail },
            { "supportInfo.phone", static request => request.SupportInfoPhone, Rule.NotDamaged },
            { "partnerId", static request => request.PartnerId },
            { "ae", static request => request.Ae },
            { "csm", static request => request.Csm },
            { "suppressUserCreation", static request => request.SuppressUserCreation },
            { "isEulaAccepted", static request => request.IsEulaAccepted },
            { "sandBoxModeOn", static request => request.SandBoxModeOn },
            { "skUs", static request => Skus(request.Skus), Rule.OfParts("needs a licenseCount in each item", WithoutLicenseCount) },
        },

        // An assumption: the document names no unique field.
        Names = new()
        {
            { "routeURL", static request => request.RouteUrl },
            { "companyName", static request => request.CompanyName, NameRank.Descriptive },
        },
        ReadSuccess = QuickHelpAnswers.ReadSuccess,
        ReadRefusal = QuickHelpAnswers.ReadRefusal,
        FindContradiction = QuickHelpAnswers.FindContradiction,
        CreateResult = QuickHelpCustomer.Create,
    };

    private static Rule Documented<TEnum>()
        where TEnum : struct, Enum
    {
        IEnumerable<string> values = Enum.GetValues(typeof(TEnum)).Cast<Enum>().Select(static value => $"{value:D} ({value})");
        return Rule.Of("must be one of " + string.Join(", ", values), static value => Enum.IsDefined(typeof(TEnum), value));
    }

    private static JArray? Skus(IReadOnlyList<QuickHelpSku>? skus)
    {
        if (skus is null)
            return null;
        var list = new JArray();
        foreach (QuickHelpSku sku in skus)
        {
            var item = new JObject();
            if (sku.LicenseCount is { } count)
                item.Add("licenseCount", count);
            if (sku.SkuId is { } id)
                item.Add("skuId", id);
            list.Add(item);
        }

        return list;
    }

    private static IEnumerable<RuleFault> WithoutLicenseCount(object value) => ((JArray)value)
        .Where(static item => item["licenseCount"] is null)
        .Select(static item => RuleFault.Of(item.Path, item));
}
