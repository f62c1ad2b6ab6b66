using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
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
    public static TheoryData<string> Secrets => ["MARKER", "MARKER MARKER", "MARKER+/=?&MARKER", "MARKER\"\\'MARKER", "<MARKER>&é東\U0001F600MARKER", "MARKER%20\tMARKER"];

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
        using var server = WireServer.Start(WireAnswer.Json("""{"Success":true,"Data":{"Id":"7","FirstName":"pass MARKER","PremiumAccountInfo":{"MobileDomain":"a,pass MARKER"}}}"""));
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.MobiAccount().With("Password", Make.Secret("pass MARKER")));

        OperationResult delivered = await operation.DeliverAsync();

        var account = (SafeMobiAccount)operation.CreateResult(delivered.Created, delivered.VendorId);
        Assert.Equal(("***", "a,***"), (account.FirstName, account.MobileDomain));
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
