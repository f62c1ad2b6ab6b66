using System;
using System.Text;
using System.Threading.Tasks;
using Provisioning.Http;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Vendors;

/// <summary>The vendor's reason reaches the administrator, in whatever envelope and charset it comes.</summary>
public sealed class ReasonTests
{
    private const string Reason = "The plan 7 is sold out.";

    public static TheoryData<string, string> Envelopes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string vendor in new[] { "QuickHelp", "CloudCockpit", "Reseller", "SafeMobi" })
            {
                data.Add(
                    vendor,
                    """{"type":"https://tools.ietf.org/html/rfc7231#section-6.5.1","title":"Bad Request","status":400,"detail":"The plan 7 is sold out."}""");
                data.Add(vendor, """{"type":"about:blank","title":"The plan 7 is sold out.","status":400}""");
                data.Add(vendor, """{"message":"The plan 7 is sold out."}""");
                data.Add(vendor, """{"Message":"The plan 7 is sold out."}""");
                data.Add(vendor, """{"error":"The plan 7 is sold out."}""");
                data.Add(vendor, """{"error":{"code":"SoldOut","message":"The plan 7 is sold out."}}""");
                data.Add(vendor, """{"error":"invalid_request","error_description":"The plan 7 is sold out."}""");
                data.Add(vendor, """{"Message":"The request is invalid.","ModelState":{"account.plan":["The plan 7 is sold out."]}}""");
                data.Add(vendor, """{"title":"One or more validation errors occurred.","errors":{"plan":["The plan 7 is sold out."]}}""");
                data.Add(vendor, """["The plan 7 is sold out."]""");
                data.Add(vendor, """[{"code":7,"message":"Other."},{"code":8,"message":"The plan 7 is sold out."}]""");
                data.Add(vendor, """{"errors":[{"message":"The plan 7 is sold out."}]}""");
                data.Add(vendor, """{"errors":["The plan 7 is sold out."]}""");
                data.Add(vendor, """{"error":{"message":"Failed.","details":[{"message":"The plan 7 is sold out."}]}}""");
                data.Add(vendor, """{"fault":{"faultstring":"The plan 7 is sold out.","detail":{"errorcode":"steps.quota"}}}""");
                data.Add(vendor, """{"error":{"errors":[{"reason":"soldOut","message":"The plan 7 is sold out."}]}}""");
                data.Add(vendor, """{"result":{"error":{"text":"The plan 7 is sold out."}}}""");
                data.Add(vendor, "\"The plan 7 is sold out.\"");
                data.Add(vendor, "The plan 7 is sold out.");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task The_reason_of_a_refusal_is_found_in_any_envelope(string vendor, string body)
    {
        Attempt attempt = await AnsweredAsync(vendor, WireAnswer.Json(body, 400));

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.StartsWith("The vendor refused (HTTP 400): ", attempt.Message, StringComparison.Ordinal);
        Assert.Contains(Reason, attempt.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tools.ietf.org", attempt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QuickHelp")]
    [InlineData("CloudCockpit")]
    [InlineData("Reseller")]
    [InlineData("SafeMobi")]
    public async Task The_reason_of_a_failure_in_doubt_is_found_too(string vendor)
    {
        Attempt attempt = await AnsweredAsync(vendor, WireAnswer.Json("""{"type":"about:blank","title":"Error","detail":"The plan 7 is sold out."}""", 500));

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Contains(Reason, attempt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":2,"message":"The plan 7 is sold out."}""")]
    [InlineData("""{"status":2,"errorMessage":"The plan 7 is sold out."}""")]
    [InlineData("""{"status":2,"errors":[{"message":"The plan 7 is sold out."}]}""")]
    public async Task The_reason_beside_a_reseller_status_is_found(string body)
    {
        Attempt attempt = await AnsweredAsync("Reseller", WireAnswer.Json(body));

        Assert.Equal("The vendor refused with status 2: invalid parameter value (The plan 7 is sold out.)", attempt.Message);
    }

    [Theory]
    [InlineData("iso-8859-1", "iso-8859-1", "José não")]
    [InlineData("ISO-8859-1", "iso-8859-1", "José não")]
    [InlineData("\"iso-8859-1\"", "iso-8859-1", "José não")]
    [InlineData("windows-1252", "windows-1252", "José – 5 €")]
    [InlineData("cp1252", "windows-1252", "José – 5 €")]
    [InlineData("windows-1250", "windows-1250", "Dvořák")]
    [InlineData("utf-16", "utf-16", "José Dvořák")]
    [InlineData("utf-16BE", "utf-16BE", "José Dvořák")]
    [InlineData("utf-16LE", "utf-16", "José Dvořák")]
    [InlineData("utf-32", "utf-32", "José Dvořák")]
    [InlineData("utf8", "utf-8", "José Dvořák")]
    [InlineData("shift_jis", "shift_jis", "東京")]
    [InlineData("no-such-charset", "utf-8", "José Dvořák")]
    [InlineData("", "utf-8", "José Dvořák")]
    public async Task A_reason_is_read_in_the_charset_that_the_answer_names(string charset, string encoding, string reason)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] body = Encoding.GetEncoding(encoding).GetBytes($$"""{"message":"{{reason}}"}""");

        foreach (string vendor in new[] { "QuickHelp", "CloudCockpit", "Reseller", "SafeMobi" })
        {
            Attempt attempt = await AnsweredAsync(vendor, WireAnswer.Of(400, body, "Content-Type: application/json; charset=" + charset));
            Assert.Equal("The vendor refused (HTTP 400): " + reason, attempt.Message);
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-32")]
    public async Task A_success_is_read_in_the_charset_that_the_answer_names(string charset)
    {
        byte[] body = Encoding.GetEncoding(charset).GetBytes("""{"customerId":7,"companyName":"Contoso","routeURL":"José"}""");

        Attempt attempt = await AnsweredAsync("QuickHelp", WireAnswer.Of(200, body, "Content-Type: application/json; charset=" + charset));

        Assert.Equal((Delivery.Confirmed, "José"), (attempt.Delivery, (string?)attempt.Verdict!.Description!["routeURL"]));
    }

    [Theory]
    [InlineData("utf-16", "FF FE")]
    [InlineData("utf-16BE", "FE FF")]
    [InlineData("utf-8", "EF BB BF")]
    [InlineData("utf-32", "FF FE 00 00")]
    public async Task A_byte_order_mark_tells_the_charset_better_than_the_header(string charset, string mark)
    {
        byte[] text = Encoding.GetEncoding(charset).GetBytes("""{"message":"José"}""");
        byte[] body = [.. Convert.FromHexString(mark.Replace(" ", "", StringComparison.Ordinal)), .. text];

        Attempt attempt = await AnsweredAsync("QuickHelp", WireAnswer.Of(400, body, "Content-Type: application/json; charset=iso-8859-1"));

        Assert.Equal("The vendor refused (HTTP 400): José", attempt.Message);
    }

    /// <summary>Each status that vendors.md or a vendor's document names, with an empty body.</summary>
    [Theory]
    [InlineData("QuickHelp", 400, Delivery.Rejected, "a field has a value that is not valid")]
    [InlineData("QuickHelp", 401, Delivery.Rejected, "The gateway refuses the subscription key")]
    [InlineData("QuickHelp", 403, Delivery.Rejected, "Requires account type \"Partner\" or above.")]
    [InlineData("QuickHelp", 429, Delivery.Throttled, "The vendor is turning calls away (HTTP 429).")]
    [InlineData("CloudCockpit", 400, Delivery.Rejected, "a field has a value that is not valid")]
    [InlineData("CloudCockpit", 401, Delivery.Rejected, "the token is not accepted")]
    [InlineData("CloudCockpit", 403, Delivery.Rejected, "the caller has no rights to this customer or tenant")]
    [InlineData("CloudCockpit", 500, Delivery.Unknown, "an error of the server")]
    [InlineData("Reseller", 200, Delivery.Unknown, "its answer contains no readable status: the answer is empty")]
    [InlineData("SafeMobi", 200, Delivery.Unknown, "its answer cannot be read: the answer is empty")]
    [InlineData("QuickHelp", 200, Delivery.Unknown, "its answer contains no readable customer: the answer is empty")]
    [InlineData("CloudCockpit", 200, Delivery.Unknown, "its answer contains no readable customer id: the answer is empty")]
    [InlineData("CloudCockpit", 201, Delivery.Unknown, "its answer contains no readable customer id: the answer is empty")]
    [InlineData("SafeMobi", 401, Delivery.Rejected, "the token is not accepted")]
    [InlineData("Reseller", 429, Delivery.Throttled, "The vendor is turning calls away (HTTP 429).")]
    public async Task A_documented_status_without_a_body_says_what_the_document_says(string vendor, int status, Delivery delivery, string words)
    {
        foreach (string body in new[] { "", " \r\n", "{}", "null" }[..(status is 200 or 201 ? 1 : 4)])
        {
            Attempt attempt = await AnsweredAsync(vendor, WireAnswer.Json(body, status));
            Assert.Equal(delivery, attempt.Delivery);
            Assert.Contains(words, attempt.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_call_that_is_turned_away_without_a_word_is_not_called_refused() =>
        Assert.Equal("The vendor is turning calls away (HTTP 429).", (await AnsweredAsync("QuickHelp", WireAnswer.Text("", 429))).Message);

    private static async Task<Attempt> AnsweredAsync(string vendor, WireAnswer answer)
    {
        using var server = WireServer.Start(answer);
        return await Make.RowOf(vendor, server.BaseAddress).CallAsync();
    }
}
