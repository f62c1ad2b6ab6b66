using System;
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

    public ConnectionSet(Uri sandbox, ConnectionOptions options)
    {
        _reseller = ResellerVendor.Connect("acme", Secret.From("reseller-pass")!, new Uri(sandbox, "reseller/"), options);
        var credentials = new ClientCredentials("client", Secret.From("client-secret")!, new Uri(sandbox, "cloudcockpit/oauth2/v2.0/token"), "api://scope/.default");
        _cloudCockpit = CloudCockpitVendor.Connect("contoso.example", credentials, new Uri(sandbox, "cloudcockpit/"), options);
        _quickHelp = QuickHelpVendor.Connect(Secret.From("subscription-key")!, apiKey: null, new Uri(sandbox, "quickhelp/"), options);
        _safeMobi = SafeMobiVendor.Connect(Secret.From("mobi-token")!, new Uri(sandbox, "safemobi/"), options with { AccountName = "main" });
    }

    /// <summary>The one that a run over all vendors is recorded under.</summary>
    public Connection Any => _reseller;

    public PreparedOperation Prepare(ChaosRow row) => row.Vendor switch
    {
        ChaosVendor.Reseller => Prepare(ResellerOperations.CreateCustomerUser, CustomerUser(row.Key), _reseller, row),
        ChaosVendor.CloudCockpit => Prepare(CloudCockpitOperations.CreateCustomer, Customer(row.Key), _cloudCockpit, row),
        ChaosVendor.QuickHelp => Prepare(QuickHelpOperations.CreateAccount, new QuickHelpAccountRequest { CompanyName = row.Key }, _quickHelp, row),
        ChaosVendor.SafeMobi => Prepare(SafeMobiOperations.CreateAccount, Account(row.Key), _safeMobi, row),
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    public void Dispose()
    {
        _reseller.Dispose();
        _cloudCockpit.Dispose();
        _quickHelp.Dispose();
        _safeMobi.Dispose();
    }

    private static PreparedOperation<TRequest, TResult> Prepare<TRequest, TResult>(OperationDefinition<TRequest, TResult> definition, TRequest request, Connection connection, ChaosRow row)
        where TRequest : class
        where TResult : ProvisionedResource => new(definition, request, connection, row.Number);

    private static ResellerCustomerUserRequest CustomerUser(string key) => new()
    {
        UserName = "user@" + key,
        Password = Secret.From("user-pass"),
        Customer = key,
        ApplyFreeCredits = false,
    };

    // The row gives no id: the module chooses one, and has to remember it over a kill.
    private static CloudCockpitCustomerRequest Customer(string key) => new()
    {
        CompanyName = key,
        Country = "PT",
        AddressLine1 = "Rua Augusta 1",
        City = "Lisboa",
        State = "Lisboa",
        Zip = "1100-048",
        FirstName = "Ana",
        LastName = "Silva",
        Email = "ana@contoso.example",
        Phone = "+351 921 231 231",
        InternalIdentifier = key,
        ProviderCustomers = new JObject { [Instance] = new JObject { ["providerInstanceId"] = Instance, ["providerCustomerData"] = """{"Domain":"contoso"}""" } },
    };

    private static SafeMobiAccountRequest Account(string key) => new() { ExternalId = key, Type = SafeMobiAccountType.Basic, AccountPlanId = 1, Password = Secret.From("user-pass") };
}
