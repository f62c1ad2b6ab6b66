using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Http;

/// <summary>Answers that are not what they should be, with HTTP 200: the vendor may have acted, so each is unknown, in clear words.</summary>
public sealed class AnswerReaderTests : IClassFixture<SandboxFixture>
{
    private const int FourMiB = 4 * 1024 * 1024;

    private readonly SandboxFixture _sandbox;

    public AnswerReaderTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    public static TheoryData<string, string, string> Faults
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string vendor in new[] { "QuickHelp", "CloudCockpit", "Reseller", "SafeMobi" })
            {
                data.Add(vendor, "htmlAfter", "the answer is a web page, not JSON (its title: 'Sign in to the network')");
                data.Add(vendor, "empty", "the answer is empty");
                data.Add(vendor, "truncated", "");
                data.Add(vendor, "wrongType", "");
                data.Add(vendor, "badJson", "the answer is not JSON, or was cut off");
                data.Add(vendor, "deep", "the answer is nested deeper than 64 levels");
                data.Add(vendor, "huge", "the answer is longer than 4 MiB");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_success_that_cannot_be_read_is_unknown_and_says_why(string vendor, string fault, string words)
    {
        _sandbox.Server.Faults.Script(fault);

        Attempt attempt = await Make.RowOf(vendor, new Uri(_sandbox.Server.BaseAddress, vendor.ToLowerInvariant() + "/")).CallAsync();

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Equal(ProvisioningError.OutcomeUnknown, attempt.Error);
        Assert.Contains(words, attempt.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", attempt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task An_answer_is_followed_64_levels_deep(int levels, bool isRead)
    {
        string nested = new string('[', levels - 1) + new string(']', levels - 1);

        Attempt attempt = await AnsweredAsync(WireAnswer.Json($$"""{"status":0,"more":{{nested}}}"""));

        Assert.Equal(isRead ? Delivery.Confirmed : Delivery.Unknown, attempt.Delivery);
    }

    [Theory]
    [InlineData(FourMiB, true)]
    [InlineData(FourMiB + 1, false)]
    public async Task An_answer_is_read_up_to_4_MiB(int length, bool isRead)
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json("""{"status":0}""".PadRight(length)));

        Assert.Equal(isRead ? Delivery.Confirmed : Delivery.Unknown, attempt.Delivery);
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_huge_one_is_not_read_to_its_end()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Of(
            200,
            Zip(Encoding.UTF8.GetBytes("""{"status":0}""".PadRight(FourMiB + 1))),
            "Content-Encoding: gzip"));

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Contains("longer than 4 MiB", attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_answer_is_read() =>
        Assert.Equal(Delivery.Confirmed, (await AnsweredAsync(WireAnswer.Of(200, Zip("""{"status":0}"""u8.ToArray()), "Content-Encoding: gzip"))).Delivery);

    [Fact]
    public async Task An_answer_that_was_cut_off_is_unknown()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json("""{"status":0}""").CutShortBy(1));

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Contains("the answer was cut off", attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_claims_to_be_packed_and_is_not_is_unknown()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Of(200, """{"status":0}"""u8.ToArray(), "Content-Encoding: gzip"));

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Contains("the answer was cut off or damaged", attempt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData("application/json; charset=nonsense")]
    public async Task An_answer_is_judged_by_what_it_holds_whatever_its_type_claims(string contentType) =>
        Assert.Equal(Delivery.Confirmed, (await AnsweredAsync(WireAnswer.Of(200, """{"status":0}"""u8.ToArray(), "Content-Type: " + contentType))).Delivery);

    [Fact]
    public async Task A_byte_order_mark_does_no_harm() =>
        Assert.Equal(Delivery.Confirmed, (await AnsweredAsync(WireAnswer.Json("\uFEFF{\"status\":0}"))).Delivery);

    [Theory]
    [InlineData("""{"status":0} {"status":1}""")]
    [InlineData("""{"status":0} trailing""")]
    [InlineData("""{"status":0,"more":1e999}""")]
    [InlineData("// nothing")]
    public async Task An_answer_that_is_not_one_JSON_value_is_unknown(string body) =>
        Assert.Equal(Delivery.Unknown, (await AnsweredAsync(WireAnswer.Json(body))).Delivery);

    [Fact]
    public async Task The_word_MaxDepth_in_bad_JSON_is_not_depth() =>
        Assert.Contains("the answer is not JSON", (await AnsweredAsync(WireAnswer.Json("""{"MaxDepth":x}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Names_that_repeat_in_a_large_answer_are_found_at_once()
    {
        var body = new StringBuilder("{\"status\":0");
        for (int i = 0; i < 90_000; i++)
            body.Append(",\"n").Append(i).Append("\":0");
        for (int i = 0; i < 167_770; i++)
            body.Append(",\"n89999\":0");

        Assert.Equal(Delivery.Unknown, (await AnsweredAsync(WireAnswer.Json(body.Append('}').ToString()))).Delivery);
    }

    [Fact]
    public void Parsing_ends_when_the_time_of_the_call_is_over()
    {
        string body = "[" + string.Concat(System.Linq.Enumerable.Repeat("[[]],", 100_000)) + "0]";

        Assert.Throws<OperationCanceledException>(() => AnswerReader.Parse(body, new System.Threading.CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(502)]
    public async Task A_message_is_kept_up_to_2000_characters(int status)
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Text("start " + new string('x', 4_000_000 / 2) + " end", status));

        Assert.InRange(attempt.Message.Length, 1, 2000);
    }

    [Theory]
    [InlineData("""{"message":"a\u001b[2Jb\u009b1m\u0000\r\nc\u202ed\ud800e"}""", 400)]
    [InlineData("a\u001b[2Jb\u009b1m\u0000\r\nc\u202ed", 400)]
    [InlineData("<title>a\u001b[2Jb</title>", 200)]
    [InlineData("<title>a&#27;[2Jb</title>", 200)]
    public async Task No_control_character_of_an_answer_reaches_a_message(string body, int status)
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Text(body, status));

        Assert.Contains("a<U+001B>[2Jb", attempt.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(attempt.Message, static c => char.IsControl(c) || char.IsSurrogate(c) || c == '\u202e');
    }

    [Fact]
    public async Task A_trace_is_whole_and_has_no_control_characters_but_its_lines()
    {
        string filling = new('x', 5000);
        using var server = WireServer.Start(WireAnswer.Text("a\u001b[2Jb\r\nc\td\u009b" + filling, 400));
        using Connection connection = Make.Reseller(server.BaseAddress);
        var log = new RecordingLog();

        await Make.Row(connection, Make.CustomerUser()).CallAsync(log);

        Assert.Contains("< a<U+001B>[2Jb\r\nc\td<U+009B>" + filling, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_vendor_says_of_a_field_has_no_control_characters_either()
    {
        using var server = WireServer.Start(WireAnswer.Json(
            """{"type":"x\u001b[2J","errors":[{"propertyName":"zip\u001b[2J","description":["bad\u0007"]}]}""",
            400));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        Attempt attempt = await Make.Row(connection, Make.Customer()).CallAsync();

        Assert.Equal("x<U+001B>[2J", attempt.Verdict!.VendorCode);
        Assert.Equal(new FieldError("zip<U+001B>[2J", "bad<U+0007>"), Assert.Single(attempt.Verdict.FieldErrors));
    }

    private static async Task<Attempt> AnsweredAsync(WireAnswer answer)
    {
        using var server = WireServer.Start(answer);
        using Connection connection = Make.Reseller(server.BaseAddress);
        return await Make.Row(connection, Make.CustomerUser()).CallAsync();
    }

    private static byte[] Zip(byte[] data)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(data);
        return packed.ToArray();
    }
}
