using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using Provisioning.Connections.SignIn;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>Fields with any text: what passes the rules arrives as it was given, in JSON and in forms; headers carry what headers can.</summary>
internal sealed class BodyFuzzer : IFuzzer
{
    public string Name => "bodies";

    public int Rarity => 1;

    public string? Try(FuzzRandom random) => random.Next(3) switch
    {
        0 => Json(random),
        1 => Form(random),
        _ => Header(random.Text()) ?? Names(random.Text()),
    };

    private static string? Json(FuzzRandom random)
    {
        var request = new QuickHelpAccountRequest { CompanyName = random.Text(), RouteUrl = random.Text(),
            Domains = [random.Text(), random.Text()], PrimaryContactPhone = random.Text() };
        if (QuickHelpOperations.CreateAccount.Check(request).Count > 0)
            return null;
        string body = Encoding.UTF8.GetString(BodyWriter.Write(BodyEncoding.Json, QuickHelpOperations.CreateAccount.Fields, request, []));
        JsonElement? sent = Reference.Read(body);
        bool arrives = Same(sent.Member("companyName").Text(), request.CompanyName)
            && Same(sent.Member("routeURL").Text(), request.RouteUrl)
            && Same(sent.Member("primaryContact").Member("phone").Text(), request.PrimaryContactPhone)
            && sent.Member("domains") is { } domains && domains.EnumerateArray().Select(static item => item.GetString()).SequenceEqual(request.Domains);
        return arrives ? null : "did not arrive as it was given: " + body;
    }

    private static string? Form(FuzzRandom random)
    {
        string password = random.Text() + "ab";
        var request = new ResellerCustomerUserRequest
        {
            ContactName = random.Text(),
            Customer = random.OneIn(2) ? "contoso" : random.Text(),
            UserName = random.OneIn(2) ? "ana" : random.Text(),
            Password = Secret.From(password),
            ApplyFreeCredits = random.OneIn(2),
        };
        if (ResellerOperations.CreateCustomerUser.Check(request).Count > 0)
            return null;
        string body = Encoding.UTF8.GetString(BodyWriter.Write(BodyEncoding.Form, ResellerOperations.CreateCustomerUser.Fields, request, []));
        Dictionary<string, string> sent = body.Split('&').Select(static pair => pair.Split('='))
            .ToDictionary(static pair => WebUtility.UrlDecode(pair[0]), static pair => WebUtility.UrlDecode(pair[1]));
        bool arrives = sent["password"] == password && sent["customer"] == request.Customer && sent["username"] == request.UserName
            && Same(sent.GetValueOrDefault("contactName"), request.ContactName);
        return arrives ? null : "did not arrive as it was given: " + body;
    }

    private static string? Header(string value) => HeaderValue.Problem("X-Test", value) is null && value.Any(static c => c is < ' ' or > '~')
        ? "a header that no header can carry: " + value
        : null;

    private static string? Names(string name)
    {
        string normalized = NameRule.Normalize(name);
        return NameRule.Normalize(normalized) == normalized ? null : "a name that changes when it is normalized again: " + name;
    }

    // What has no visible character counts as not given.
    private static bool Same(string? sent, string? given) => sent == given || (sent is null && !Rule.IsGiven(given));
}
