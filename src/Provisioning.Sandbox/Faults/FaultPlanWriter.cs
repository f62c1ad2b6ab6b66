using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Faults;

/// <summary>Writes a plan in the form in which it can be posted again.</summary>
internal static class FaultPlanWriter
{
    public static VendorAnswer Write(FaultPlan plan) => VendorAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("seed", plan.Seed);
        json.WriteNumber("latencyMs", plan.LatencyMs);
        WriteTexts(json, "next", plan.Next);
        json.WriteStartObject("rates");
        foreach (KeyValuePair<string, double> rate in plan.Rates)
            json.WriteNumber(rate.Key, rate.Value);
        json.WriteEndObject();
        if (plan.Vendors is not null)
            WriteTexts(json, "vendors", plan.Vendors);
        json.WriteBoolean("reads", plan.Reads);
        json.WriteBoolean("tokens", plan.Tokens);
        json.WriteNumber("retryAfterSeconds", plan.RetryAfterSeconds);
        json.WriteString("retryAfterForm", plan.RetryAfterForm == RetryAfterForm.Date ? "date" : "seconds");
        json.WriteNumber("hangMs", plan.HangMs);
        json.WriteNumber("lateMs", plan.LateMs);
        json.WriteEndObject();
    });

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
