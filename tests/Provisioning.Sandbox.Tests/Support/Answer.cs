using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Provisioning.Sandbox.Tests.Support;

/// <summary>What came back: status, headers and text, as anybody would see them.</summary>
public sealed class Answer
{
    private readonly HttpResponseMessage _response;

    private Answer(HttpResponseMessage response, string text)
    {
        _response = response;
        Text = text;
    }

    public int Status => (int)_response.StatusCode;

    public string Text { get; }

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>The text as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(response, await response.Content.ReadAsStringAsync());

    /// <summary>A header's value; null where there is none.</summary>
    public string? Header(string name) => _response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    public override string ToString() => $"{Status} {Text}";
}
