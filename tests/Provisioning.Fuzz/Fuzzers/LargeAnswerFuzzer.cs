using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Threading;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>Answers of 4 MiB made of what takes longest: reading, judging and masking is bounded, and reading ends with the call's time.</summary>
internal sealed class LargeAnswerFuzzer : IFuzzer
{
    // A hundred times of what it takes, so that a busy machine finds nothing.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private static readonly string[] s_pieces =
    [
        "\"n#\":0,", "\"n\":0,", "[[]],", "{\"a#\":{\"a\":[1,2]}},", "\"%25\",", "\"&amp;\",", "\"\\\\\\\\\",", "\"\\u005c\",", "\""
            + "TUFSS0" + "\",", "1e9,", "-0.5,", "\" + \",",
        "{\"message\":\"x\",\"errors\":[\"y\"]},", "\"dG9rZW4gb2Y=\",", "%", "&#", "\\", "<title>", "[", "9", " ", "\"",
    ];

    public string Name => "large";

    public int Rarity => 4000;

    public string? Try(FuzzRandom random)
    {
        string start = random.Of(["{", "[", "{\"Success\":false,\"Messages\":[",
            "{\"Success\":true,\"Data\":{\"Id\":\"fa516117-9d6a-4eb0-b5c1-0ca80db618c4\",", "{\"errors\":[", ""]);
        string piece = random.Of(s_pieces) + (random.OneIn(2) ? random.Of(s_pieces) : string.Empty);
        string end = random.Of(["}", "0]", "\"z\":0}}", "0]}", ""]);
        var text = new StringBuilder(AnswerReader.MaximumLength);
        text.Append(start);
        for (int number = 0; text.Length < AnswerReader.MaximumLength - 64; number++)
            text.Append(piece.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        string body = text.Append(end).ToString();
        string input = $"{start} {piece}… {end}";

        var clock = Stopwatch.StartNew();
        using Connection connection = Samples.SafeMobi("MARKER'+ \"token");
        var request = new SafeMobiAccountRequest { ExternalId = "e", Type = SafeMobiAccountType.Basic, AccountPlanId = 1 };
        var operation = new PreparedOperation<SafeMobiAccountRequest, SafeMobiAccount>(SafeMobiOperations.CreateAccount, request, connection, 1);
        (Newtonsoft.Json.Linq.JToken? json, string? problem) = AnswerReader.Parse(body);
        var answer = new Answer(random.Of([200, 400]), body, json, problem);
        Attempt attempt = VendorClient.Judged(new Call(HttpMethod.Put, "accounts", "id", operation.Mask), answer,
            SafeMobiOperations.CreateAccount.Judge(answer));
        if (clock.Elapsed > s_limit)
            return $"took {clock.Elapsed.TotalSeconds:N0} s: {input}";
        if (!AnswerFuzzer.CanBeShown(attempt.Message))
            return "a message that cannot be shown: " + input;
        return json is null || EndsAtOnce(body) ? null : "was read after the time of the call: " + input;
    }

    private static bool EndsAtOnce(string body)
    {
        try
        {
            AnswerReader.Parse(body, new CancellationToken(canceled: true));
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
