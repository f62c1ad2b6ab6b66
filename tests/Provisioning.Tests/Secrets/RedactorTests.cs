using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Secrets;

/// <summary>Secrets in every form that a wire or a vendor's echo may give them.</summary>
public sealed class RedactorTests : IClassFixture<SandboxFixture>
{
    private const string Marker = "MARKER";

    private readonly SandboxFixture _sandbox;

    public RedactorTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    /// <summary>Secrets whose forms differ; each is all marker between characters that encodings change.</summary>
    public static TheoryData<string> Secrets =>
        ["MARKER", "MARKER MARKER", "MARKER+/=?&MARKER", "MARKER\"\\'MARKER", "<MARKER>&é東\U0001F600MARKER", "MARKER%20\tMARKER"];

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Each_form_of_a_secret_is_masked_in_any_text(string secret)
    {
        using Connection connection = Make.SafeMobi(Make.ClosedPort());
        PreparedOperation operation = Make.Row(connection, Make.MobiAccount().With("Password", Make.Secret(secret)));
        string percent = Uri.EscapeDataString(secret);
        string inJson = JsonConvert.SerializeObject(secret)[1..^1];
        string[] forms =
        [
            secret,
            inJson,
            JavaScriptEncoder.Default.Encode(secret),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            JsonConvert.SerializeObject(inJson)[1..^1],
            JavaScriptEncoder.Default.Encode(JavaScriptEncoder.Default.Encode(secret)),
            JavaScriptEncoder.Default.Encode(percent.Replace("%20", "+", StringComparison.Ordinal)),
            percent,
            LowerHex(percent),
            percent.Replace("%20", "+", StringComparison.Ordinal),
            LowerHex(percent.Replace("%20", "+", StringComparison.Ordinal)),
            WebUtility.UrlEncode(secret),
            WebUtility.HtmlEncode(secret),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ];

        foreach (string form in forms)
            Assert.Equal("before *** after", operation.Mask($"before {form} after"));
    }

    [Fact]
    public void The_connections_secrets_are_masked_as_well_as_the_rows()
    {
        using Connection connection = Make.Reseller(Make.ClosedPort(), password: "reseller MARKER");
        PreparedOperation operation = Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret("user MARKER")));

        Assert.Equal("***, ***, ***, acme", operation.Mask("reseller MARKER, user+MARKER, reseller%20MARKER, acme"));
    }

    [Fact]
    public void A_secret_within_a_longer_one_does_not_leave_the_rest_of_that_standing()
    {
        using Connection connection = Make.Reseller(Make.ClosedPort(), password: "pass");
        PreparedOperation operation = Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret("pass-MARKER")));

        Assert.Equal("***", operation.Mask("pass-MARKER"));
    }

    public static TheoryData<string, string> Echoes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string vendor in new[] { "QuickHelp", "CloudCockpit", "CloudCockpitToken", "Reseller", "SafeMobi" })
            {
                data.Add(vendor, "MARKER MARKER");
                data.Add(vendor, "MARKER\"\\&+MARKER");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task A_vendor_that_echoes_the_whole_request_gives_no_secret_away(string vendor, string secret)
    {
        _sandbox.Server.Faults.Script("echoSecrets");
        var log = new RecordingLog();
        PreparedOperation operation = RowWithSecrets(vendor, secret);

        OperationResult delivered = await operation.DeliverAsync(log);

        Assert.Equal(Delivery.Rejected, delivered.Delivery);
        VendorApiException error = delivered.ToException(operation);
        Assert.Contains("***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, error + string.Concat(error.FieldErrors), StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, JsonConvert.SerializeObject(delivered.Last.Verdict!.FieldErrors), StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task The_trace_shows_request_and_answer_without_secrets(string vendor, string secret)
    {
        var log = new RecordingLog();
        PreparedOperation operation = RowWithSecrets(vendor, secret);

        OperationResult delivered = await operation.DeliverAsync(log);

        Assert.Equal(Delivery.Confirmed, delivered.Delivery);
        Assert.Contains($"> {operation.Definition.Method} {_sandbox.Server.BaseAddress}", log.Text, StringComparison.Ordinal);
        Assert.Contains("< HTTP 20", log.Text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: ", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_echo_in_the_created_customer_is_masked_before_anyone_sees_it()
    {
        using var server = WireServer.Start(WireAnswer.Json(
            """{"Success":true,"Data":{"Id":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4","FirstName":"pass MARKER","PremiumAccountInfo":"""
                + """{"MobileDomain":"a,pass MARKER"}}}"""));
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.MobiAccount().With("Password", Make.Secret("pass MARKER")));

        OperationResult delivered = await operation.DeliverAsync();

        var account = (SafeMobiAccount)operation.CreateResult(delivered.Description, delivered.VendorId);
        Assert.Equal(("***", "a,***"), (account.FirstName, account.MobileDomain));
    }

    [Theory]
    [InlineData(1900)]
    [InlineData(1996)]
    [InlineData(285)]
    [InlineData(494)]
    public async Task No_secret_is_cut_before_it_is_masked(int before)
    {
        string filling = new('x', before);
        using var server = WireServer.Start(
            WireAnswer.Text(filling + "MARKER&MARKER" + new string('y', 1500),
                400), WireAnswer.Text($"<title>{new string('x', 95)}MARKER&amp;MARKER</title>", 400));
        using Connection connection = Make.SafeMobi(server.BaseAddress, token: "MARKER&MARKER");

        for (int answer = 0; answer < 2; answer++)
        {
            Attempt attempt = await Make.Row(connection, Make.MobiAccount()).CallAsync();

            Assert.Equal(Delivery.Rejected, attempt.Delivery);
            Assert.DoesNotContain("MA", attempt.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("ER", attempt.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(70)]
    [InlineData(74)]
    public async Task A_value_that_a_vendor_quotes_is_masked_before_it_is_shortened(int before)
    {
        using var server = WireServer.Start(WireAnswer.Json(
            $$$"""{"apiKey":{"value":{"attemptedValue":"{{{new string('x', before)}}}MARKERMARKER"},"errors":[{"errorMessage":"bad"}]}}""", 400));
        using Connection connection = Make.QuickHelp(server.BaseAddress, key: "MARKERMARKER");

        Attempt attempt = await Make.Row(connection, Make.Account()).CallAsync();

        Assert.DoesNotContain("MARK", attempt.Message + string.Concat(attempt.Verdict!.FieldErrors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_in_the_vendors_code_is_masked()
    {
        using var server = WireServer.Start(WireAnswer.Json(
            """{"type":"MARK\u0045R","description":"no","errors":[{"propertyName":"MARKER","description":["MARKER"]}]}""",
            400));
        using Connection connection = Make.CloudCockpit(server.BaseAddress, token: "MARKER");
        PreparedOperation operation = Make.Row(connection, Make.Customer());

        VendorApiException error = (await operation.DeliverAsync()).ToException(operation);

        Assert.Equal("***", error.VendorCode);
        Assert.Equal(new FieldError("***", "***"), Assert.Single(error.FieldErrors));
    }

    [Theory]
    [InlineData("12345678", """{"status":0,"pin":12345678}""", """{"pin":"***"}""")]
    [InlineData("12345678", """{"status":0,"pin":1.2345678e7}""", """{"pin":"***"}""")]
    [InlineData("-5.50", """{"status":0,"pin":-5.50}""", """{"pin":"***"}""")]
    [InlineData("12345678901234567890", """{"status":0,"pin":[12345678901234567890]}""", """{"pin":["***"]}""")]
    [InlineData("true", """{"status":0,"pin":true}""", """{"pin":"***"}""")]
    [InlineData("12345678", """{"status":0,"12345678":{"a12345678":1}}""", """{"***":{"a***":1}}""")]
    [InlineData("MARKER", """{"status":0,"MARKER":1,"M\u0041RKER ":2,"***":3,"%4dARKER":4}""", """{"***":1,"*** ":2,"*** 3":3,"*** 4":4}""")]
    [InlineData("MARKER", """{"status":0,"a":"\\u004dARKER"}""", """{"a":"***"}""")]
    public async Task A_secret_in_any_value_or_name_of_a_yes_is_masked(string secret, string body, string shown)
    {
        using var server = WireServer.Start(WireAnswer.Json(body));
        using Connection connection = Make.Reseller(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret(secret)));

        OperationResult delivered = await operation.DeliverAsync();

        Assert.Equal(Delivery.Confirmed, delivered.Delivery);
        var created = (ResellerCustomerUser)operation.CreateResult(delivered.Description, delivered.VendorId);
        Assert.Equal(shown, created.VendorFields);
    }

    [Fact]
    public async Task An_id_that_is_a_secret_is_masked_and_one_that_holds_a_short_one_is_kept()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":0,"customerId":"507f1f77bcf86cd799439011"}"""));
        using Connection connection = Make.Reseller(server.BaseAddress);

        OperationResult whole = await Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret("507f1f77bcf86cd799439011"))).DeliverAsync();
        OperationResult part = await Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret("7f1f"))).DeliverAsync();

        Assert.Equal((Delivery.Confirmed, "***"), (whole.Delivery, whole.VendorId));
        Assert.DoesNotContain("507f1f77", whole.Description!.ToString(), StringComparison.Ordinal);
        Assert.Equal("507f1f77bcf86cd799439011", part.VendorId);
    }

    // What has room for any text carries the secret as it is; a header carries what a header can.
    private PreparedOperation RowWithSecrets(string vendor, string secret) => vendor switch
    {
        "QuickHelp" => Make.Row(Make.QuickHelp(_sandbox.QuickHelp, key: secret, apiKey: secret.Replace(" ", "", StringComparison.Ordinal)), Make.Account()),
        "CloudCockpit" => Make.Row(Make.CloudCockpit(_sandbox.CloudCockpit, token: secret), Make.Customer()),
        "CloudCockpitToken" => Make.Row(Make.CloudCockpit(_sandbox.CloudCockpit, _sandbox.TokenUri, clientSecret: secret), Make.Customer()),
        "Reseller" => Make.Row(Make.Reseller(_sandbox.Reseller, password: secret), Make.CustomerUser().With("Password", Make.Secret("user " + secret))),
        _ => Make.Row(Make.SafeMobi(_sandbox.SafeMobi, token: secret), Make.MobiAccount().With("Password", Make.Secret("user " + secret))),
    };

    private static string LowerHex(string percent)
    {
        var text = new StringBuilder(percent);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
            }
        }

        return text.ToString();
    }
}
