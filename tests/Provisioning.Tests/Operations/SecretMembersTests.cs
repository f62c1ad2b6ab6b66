using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Operations;
using Xunit;

namespace Provisioning.Tests.Operations;

/// <summary>Secrets that an answer gives away by itself.</summary>
public sealed class SecretMembersTests
{
    [Theory]
    [InlineData("""{"IframeStatsToken":"MARKER"}""")]
    [InlineData("""{"Data":{"Items":[{"Id":"1","iframestatstoken":"MARKER"}]}}""")]
    [InlineData("""{"accessLink":"https://portal.example/?t=MARKER"}""")]
    [InlineData("""{"nested":{"access_token":"MARKER","pin":{"adminPassword":"MARKER"}}}""")]
    [InlineData("""{"accessLinks":["MARKER"],"accessLink2":{"href":"MARKER"}}""")]
    [InlineData("""{"clientSecret":"MARKER","ApiKey":"MARKER"}""")]
    [InlineData("""{"Iframe\u0053tats\u0054oken":"MARKER"}""")]
    public void What_a_members_name_calls_a_secret_is_masked_in_the_text_and_the_json(string body)
    {
        Answer hidden = SecretMembers.Hide(Answer(body));

        Assert.DoesNotContain("MARKER", hidden.Text!, System.StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", hidden.Json!.ToString(), System.StringComparison.Ordinal);
        Assert.Contains("***", hidden.Text!, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"message":"The token has expired."}""")]
    [InlineData("""{"errors":[{"propertyName":"password","description":["too short"]}]}""")]
    [InlineData("""{"IframeStatsToken":null,"token":""}""")]
    [InlineData("""{"tokens":{"count":3}}""")]
    [InlineData("""{"password":{"errors":[{"exception":null,"errorMessage":"too short"}]}}""")]
    [InlineData("""{"id":1}""")]
    public void An_answer_without_such_a_value_stays_as_it_is(string body)
    {
        Answer answer = Answer(body);

        Assert.Same(answer, SecretMembers.Hide(answer));
    }

    [Theory]
    [InlineData("""{"IframeStatsToken":"MARKER","Id":1,"Id":2}""")]
    [InlineData("""{"IframeStatsToken":"MARKER",}""")]
    [InlineData(""" [{"accessLink":"MARKER"}""")]
    [InlineData("""{"\u0074oken":"MARKER" /* why */}""")]
    public void Json_that_cannot_be_read_is_not_shown_if_it_may_have_such_a_value(string body)
    {
        Answer hidden = SecretMembers.Hide(Answer(body));

        Assert.Null(hidden.Text);
        Assert.DoesNotContain("MARKER", hidden.Summary, System.StringComparison.Ordinal);
        Assert.NotEmpty(hidden.Problem!);
    }

    [Fact]
    public void A_text_that_speaks_of_a_token_is_shown() => Assert.Equal("Invalid token", SecretMembers.Hide(Answer("Invalid token")).Summary);

    [Fact]
    public void The_answer_itself_is_not_changed()
    {
        Answer answer = Answer("""{"token":"MARKER"}""");

        SecretMembers.Hide(answer);

        Assert.Equal("MARKER", (string?)((JObject)answer.Json!)["token"]);
    }

    private static Answer Answer(string body)
    {
        (JToken? json, string? problem) = AnswerReader.Parse(body);
        return new Answer(200, body, json, problem);
    }
}
