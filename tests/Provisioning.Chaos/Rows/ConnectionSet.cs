using System;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Chaos.Rows;

/// <summary>A connection to each vendor of one sandbox, and how a row becomes an operation of its vendor.</summary>
internal sealed class ConnectionSet : IDisposable
{
    private const string Instance = "cb3cd15b-1d6e-45be-b493-c71549cbfd87";

    private readonly Connection _reseller;
    private readonly Connection _cloudCockpit;
    private readonly Connection _quickHelp;
    private readonly Connection _safeMobi;

    public ConnectionSet(Uri sandbox, ConnectionOptions options, Identity? identity = null)
    {
        identity ??= new Identity();
        _reseller = ResellerVendor.Connect("acme", Secret.From("reseller-pass")!, new Uri(sandbox, "reseller/"), options);
        var credentials = new ClientCredentials("client", Secret.From("client-secret")!, new Uri(sandbox, "cloudcockpit/oauth2/v2.0/token"),
            "api://scope/.default");
        _cloudCockpit = CloudCockpitVendor.Connect(identity.Tenant, credentials, new Uri(sandbox, "cloudcockpit/"), options);
        _quickHelp = QuickHelpVendor.Connect(
            Secret.From(identity.SubscriptionKey)!, apiKey: null, new Uri(sandbox, "quickhelp/"), options with { AccountName = identity.AccountName });
        _safeMobi = SafeMobiVendor.ConnectWithKey(
            Secret.From("mobi-key")!, new Uri(sandbox, "safemobi/"), options with { AccountName = "main" });
    }

    /// <summary>The one that a run over all vendors is recorded under.</summary>
    public Connection Any => _reseller;

    public Connection Of(ChaosVendor vendor) => vendor switch
    {
        ChaosVendor.Reseller => _reseller,
        ChaosVendor.CloudCockpit => _cloudCockpit,
        ChaosVendor.QuickHelp => _quickHelp,
        ChaosVendor.SafeMobi => _safeMobi,
        _ => throw new ArgumentOutOfRangeException(nameof(vendor)),
    };

    public PreparedOperation Prepare(ChaosRow row) => row.Vendor switch
    {
        _ when row.Credits is { } credits => new PreparedOperation<ResellerCreditRequest, ResellerCredit>(
            ResellerOperations.AddCredits,
            new ResellerCreditRequest { Customer = row.Key, Credits = credits },
            _reseller,
            row.Number,
            "credits for " + row.Key),
        ChaosVendor.Reseller => Prepare(ResellerOperations.CreateCustomerUser, CustomerUser(row), _reseller, row),
        ChaosVendor.CloudCockpit => Prepare(CloudCockpitOperations.CreateCustomer, Customer(row), _cloudCockpit, row),
        ChaosVendor.QuickHelp => Prepare(QuickHelpOperations.CreateAccount, Company(row), _quickHelp, row),
        ChaosVendor.SafeMobi => Prepare(SafeMobiOperations.CreateAccount, Account(row), _safeMobi, row),
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    public void Dispose()
    {
        _reseller.Dispose();
        _cloudCockpit.Dispose();
        _quickHelp.Dispose();
        _safeMobi.Dispose();
    }

    private static PreparedOperation<TRequest, TResult> Prepare<TRequest, TResult>(OperationDefinition<TRequest, TResult> definition,
        TRequest request, Connection connection, ChaosRow row)
        where TRequest : class
        where TResult : ProvisionedResource => new(definition, request, connection, row.Number);

    private static ResellerCustomerUserRequest CustomerUser(ChaosRow row) => new()
    {
        UserName = (row.IsStrangers ? "stranger@" : "user@") + row.SpelledKey,
        Password = Secret.From(row.IsStrangers ? "strangers-pass" : "user-pass"),
        Customer = row.SpelledKey,
        ApplyFreeCredits = false,
        Email = row.IsBroken ? "no address" : null,
        ContactName = row.HasColumn ? "Ana Silva" : null,
    };

    // The row gives no id: the module chooses one, and has to remember it over a kill.
    private static CloudCockpitCustomerRequest Customer(ChaosRow row) => new()
    {
        Id = row.HasId ? IdOf(row.Key) : null,
        CompanyName = row.IsStrangers ? "A stranger's" : row.SpelledKey,
        Country = row.IsBroken ? "XX" : "PT",
        AddressLine1 = "Rua Augusta 1",
        AddressLine2 = row.HasColumn ? "3.\u00ba andar" : null,
        City = "Lisboa",
        State = "Lisboa",
        Zip = "1100-048",
        FirstName = "Ana",
        LastName = "Silva",
        Email = "ana@contoso.example",
        Phone = "+351 921 231 231",
        InternalIdentifier = row.SpelledKey,
        ProviderCustomers = new JObject
        {
            [Instance] = new JObject { ["providerInstanceId"] = Instance, ["providerCustomerData"] = """{"Domain":"contoso"}""" },
        },
    };

    private static QuickHelpAccountRequest Company(ChaosRow row) => new() { CompanyName = row.SpelledKey, Licenses = row.HasColumn ? 5 : null };

    private static SafeMobiAccountRequest Account(ChaosRow row) => new()
    {
        ExternalId = row.SpelledKey,
        Type = SafeMobiAccountType.Basic,
        AccountPlanId = row.HasColumn ? 2 : 1,
        Email = row.IsStrangers ? "stranger@fabrikam.example" : "ana@contoso.example",
        Password = Secret.From("user-pass"),
    };

    /// <summary>The ID that a row with this key chooses.</summary>
    public static Guid IdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
