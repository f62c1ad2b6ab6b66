using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Faults;

/// <summary>
/// Reads <c>POST /_sandbox/faults</c>. An unknown name is refused, because a test with it would silently test nothing.
/// </summary>
internal sealed class FaultPlanReader
{
    private static readonly Dictionary<string, Func<FaultPlan, JsonElement, FaultPlan>> _properties = new(StringComparer.Ordinal)
    {
        ["seed"] = static (plan, value) => plan with { Seed = value.GetInt32() },
        ["latencyMs"] = static (plan, value) => plan with { LatencyMs = value.GetInt32() },
        ["next"] = static (plan, value) => plan with { Next = Texts(value) },
        ["rates"] = static (plan, value) => plan with
        {
            Rates = value.EnumerateObject().ToDictionary(rate => rate.Name, rate => rate.Value.GetDouble()),
        },
        ["vendors"] = static (plan, value) => plan with { Vendors = Texts(value) },
        ["reads"] = static (plan, value) => plan with { Reads = value.GetBoolean() },
        ["tokens"] = static (plan, value) => plan with { Tokens = value.GetBoolean() },
        ["retryAfterSeconds"] = static (plan, value) => plan with { RetryAfterSeconds = value.GetInt32() },
        ["retryAfterForm"] = static (plan, value) => plan with { RetryAfterForm = Form(value) },
        ["hangMs"] = static (plan, value) => plan with { HangMs = value.GetInt32() },
        ["lateMs"] = static (plan, value) => plan with { LateMs = value.GetInt32() },
    };

    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The plan in the body; null if the body only makes tokens expire, which does not change the current plan.</summary>
    public FaultPlan? Plan { get; private set; }

    public bool ExpireTokens { get; private set; }

    public void Read(byte[] body)
    {
        if (!JsonBody.TryParse(body, out JsonDocument? document, out string? problem))
        {
            _problems.Add(problem);
            return;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                _problems.Add("The body must be a JSON object.");
            else
                Read(document.RootElement);
        }
    }

    private void Read(JsonElement root)
    {
        var plan = new FaultPlan();
        bool onlyTokens = root.EnumerateObject().Any();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            try
            {
                if (property.NameEquals("expireTokens"))
                {
                    ExpireTokens = property.Value.GetBoolean();
                    continue;
                }

                onlyTokens = false;
                if (_properties.TryGetValue(property.Name, out Func<FaultPlan, JsonElement, FaultPlan>? apply))
                    plan = apply(plan, property.Value);
                else
                    _problems.Add($"Unknown property '{property.Name}'. Known: {string.Join(", ", _properties.Keys)}, expireTokens.");
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException)
            {
                _problems.Add($"Property '{property.Name}' cannot be {property.Value.GetRawText()}.");
            }
        }

        Plan = onlyTokens ? null : plan;
    }

    private static string[] Texts(JsonElement value) =>
        [.. value.EnumerateArray().Select(item => item.GetString() ?? throw new FormatException())];

    private static RetryAfterForm Form(JsonElement value) => value.GetString() switch
    {
        "seconds" => RetryAfterForm.Seconds,
        "date" => RetryAfterForm.Date,
        _ => throw new FormatException(),
    };
}
