using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace Provisioning.Sandbox.Tests.Support;

/// <summary>A test that begins with an empty server, and the few words it needs to call it.</summary>
public abstract class SandboxTest(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    protected const string JsonType = "application/json";
    protected const string FormType = "application/x-www-form-urlencoded";

    protected HttpClient Client { get; } = fixture.Client;

    public async Task InitializeAsync() => Assert.Equal(204, (await SendAsync("POST", "_sandbox/reset")).Status);

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Sends a request. A header whose value is null is left out.</summary>
    protected async Task<Answer> SendAsync(
        string method, string path, string? body = null, string? type = JsonType, params (string Name, string? Value)[] headers)
    {
        using HttpRequestMessage request = Request(method, path, body, type, headers);
        using HttpResponseMessage response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Asks for faults, and checks that the plan was taken.</summary>
    protected async Task FaultsAsync(string plan)
    {
        Answer answer = await SendAsync("POST", "_sandbox/faults", plan);
        Assert.True(answer.Status == 200, answer.ToString());
    }

    /// <summary>What the server says it did.</summary>
    protected async Task<JsonNode> StateAsync(string query = "") => (await SendAsync("GET", "_sandbox/state" + query)).Json;

    /// <summary>How many customers exist, over all vendors.</summary>
    protected async Task<int> CreatedAsync() => (await StateAsync())["created"]!.GetValue<int>();

    /// <summary>Form fields from "name=value" texts; the values are encoded.</summary>
    protected static string Form(params string[] fields) => string.Join('&', fields.Select(static field =>
    {
        string[] parts = field.Split('=', 2);
        return $"{parts[0]}={System.Uri.EscapeDataString(parts[1])}";
    }));

    private static HttpRequestMessage Request(
        string method, string path, string? body, string? type, (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach ((string name, string? value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
