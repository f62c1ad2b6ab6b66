using System;
using System.Net;
using System.Net.Sockets;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Tests.Support;

/// <summary>Connections, and requests that keep every rule.</summary>
internal static class Make
{
    public const string Instance = "cb3cd15b-1d6e-45be-b493-c71549cbfd87";

    /// <summary>Waits of milliseconds, for tests that run in real time.</summary>
    public static RetryTiming Fast { get; } = new()
    {
        BaseDelay = TimeSpan.FromMilliseconds(2),
        MaximumDelay = TimeSpan.FromMilliseconds(20),
        TotalTime = TimeSpan.FromSeconds(30),
        LookInterval = TimeSpan.FromMilliseconds(10),
        CallAgainDelays = [TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)],
        BreakDuration = TimeSpan.FromMilliseconds(500),
        UnreachableLimit = TimeSpan.FromSeconds(1),
    };

    public static ConnectionOptions Options { get; } = new()
    {
        Timing = Fast,
        Timeout = TimeSpan.FromSeconds(30),
        SettlingTime = TimeSpan.FromMilliseconds(50),
    };

    /// <summary>Options with the real waits, on a clock that lets them pass at once; only the time a call may take does not pass.</summary>
    public static ConnectionOptions OnJumpingClock(out ManualTimeProvider time)
    {
        TimeSpan timeout = new ConnectionOptions().Timeout;
        time = new ManualTimeProvider { PassesAtOnce = wait => wait != timeout };
        return new ConnectionOptions { TimeProvider = time };
    }

    public static Secret Secret(string text) => Provisioning.Secrets.Secret.From(text)!;

    /// <summary>A loopback address that nobody listens on.</summary>
    public static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }

    public static Connection QuickHelp(Uri address, ConnectionOptions? options = null, string key = "subscription-key", string? apiKey = null) =>
        QuickHelpVendor.Connect(Secret(key), Provisioning.Secrets.Secret.From(apiKey), address, options ?? Options);

    public static Connection CloudCockpit(Uri address, ConnectionOptions? options = null, string token = "ready-token") =>
        CloudCockpitVendor.Connect("contoso.example", Secret(token), address, options ?? Options);

    public static Connection CloudCockpit(Uri address, Uri tokenUri, ConnectionOptions? options = null, string clientSecret = "client-secret") =>
        CloudCockpitVendor.Connect("contoso.example", new ClientCredentials("client", Secret(clientSecret), tokenUri,
            "api://scope/.default"), address, options ?? Options);

    public static Connection Reseller(Uri address, ConnectionOptions? options = null, string name = "acme", string password = "reseller-pass") =>
        ResellerVendor.Connect(name, Secret(password), address, options ?? Options);

    public static Connection SafeMobi(Uri address, ConnectionOptions? options = null, string token = "mobi-token") =>
        SafeMobiVendor.Connect(Secret(token), address, (options ?? Options) with { AccountName = "main" });

    public static QuickHelpAccountRequest Account(string name = "Contoso") => new() { CompanyName = name };

    public static CloudCockpitCustomerRequest Customer(string? identifier = null) => new()
    {
        CompanyName = "Contoso",
        Country = "PT",
        AddressLine1 = "Rua Augusta 1",
        City = "Lisboa",
        State = "Lisboa",
        Zip = "1100-048",
        FirstName = "Ana",
        LastName = "Silva",
        Email = "ana@contoso.example",
        Phone = "+351 921 231 231",
        InternalIdentifier = identifier,
        ProviderCustomers = JObject.Parse(
            $$"""{ "{{Instance}}": { "providerInstanceId": "{{Instance}}", "providerCustomerData": "{\"Domain\":\"contoso\"}" } }"""),
    };

    public static ResellerCustomerUserRequest CustomerUser(string name = "contoso") => new()
    {
        UserName = "user@" + name,
        Password = Secret("user-pass"),
        Customer = name,
        ApplyFreeCredits = false,
    };

    public static ResellerUserRequest User(string name = "ana") => new()
    {
        UserName = name,
        Password = Secret("user-pass"),
        CustomerId = "ffffffffffffffffffffffff",
        Email = "ana@contoso.example",
        PhoneNumber = "+351 921",
    };

    public static SafeMobiAccountRequest MobiAccount(string? externalId = "ext-1") =>
        new() { ExternalId = externalId, Type = SafeMobiAccountType.Basic, AccountPlanId = 1 };

    public static PreparedOperation Row(Connection connection, QuickHelpAccountRequest request, string? key = null) =>
        new PreparedOperation<QuickHelpAccountRequest, QuickHelpCustomer>(QuickHelpOperations.CreateAccount, request, connection, 1, key);

    public static PreparedOperation Row(Connection connection, CloudCockpitCustomerRequest request, string? key = null) =>
        new PreparedOperation<CloudCockpitCustomerRequest, CloudCockpitCustomer>(CloudCockpitOperations.CreateCustomer, request, connection, 1, key);

    public static PreparedOperation Row(Connection connection, ResellerCustomerUserRequest request, string? key = null) =>
        new PreparedOperation<ResellerCustomerUserRequest, ResellerCustomerUser>(ResellerOperations.CreateCustomerUser, request, connection, 1, key);

    public static PreparedOperation Row(Connection connection, ResellerCustomerRequest request) =>
        new PreparedOperation<ResellerCustomerRequest, ResellerCustomer>(ResellerOperations.CreateCustomer, request, connection, 1);

    public static PreparedOperation Row(Connection connection, ResellerUserRequest request) =>
        new PreparedOperation<ResellerUserRequest, ResellerUser>(ResellerOperations.CreateUser, request, connection, 1);

    public static PreparedOperation Row(Connection connection, SafeMobiAccountRequest request, string? key = null) =>
        new PreparedOperation<SafeMobiAccountRequest, SafeMobiAccount>(SafeMobiOperations.CreateAccount, request, connection, 1, key);

    /// <summary>A row of the vendor of that name, at an address that stands for all of them.</summary>
    public static PreparedOperation RowOf(string vendor, Uri address, ConnectionOptions? options = null) => vendor switch
    {
        "QuickHelp" => Row(QuickHelp(address, options), Account()),
        "CloudCockpit" => Row(CloudCockpit(address, options), Customer("crm-1")),
        "Reseller" => Row(Reseller(address, options), CustomerUser()),
        "SafeMobi" => Row(SafeMobi(address, options), MobiAccount()),
        _ => throw new ArgumentOutOfRangeException(nameof(vendor)),
    };
}
