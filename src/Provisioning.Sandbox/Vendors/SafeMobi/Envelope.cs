using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The envelope of every answer: <c>Data</c>, <c>Success</c>, <c>Messages</c>.</summary>
internal static class Envelope
{
    private const int TypeCode = 12;
    private const int PremiumInfoCode = 13;

    public static VendorAnswer Success(Action<Utf8JsonWriter> writeData) => VendorAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("Data");
        writeData(json);
        json.WriteBoolean("Success", true);
        json.WriteStartArray("Messages");
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static VendorAnswer Failure(int status, string message) => Failure(status, json => json.WriteStringValue(message));

    /// <summary>Makes the answer to violated rules. Its status is HTTP 200: the body says whether a call succeeded.</summary>
    public static VendorAnswer Failure(IReadOnlyList<Violation> violations) => Failure(200, json =>
    {
        foreach (Violation violation in violations)
            WriteMessage(json, violation);
    });

    private static VendorAnswer Failure(int status, Action<Utf8JsonWriter> writeMessages) => VendorAnswer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteNull("Data");
        json.WriteBoolean("Success", false);
        json.WriteStartArray("Messages");
        writeMessages(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    // The document does not describe an ErrorMessage, so a client must accept both a string and an object.
    private static void WriteMessage(Utf8JsonWriter json, Violation violation)
    {
        string text = violation.Path.Length == 0 ? violation.Message : $"{violation.Path} {violation.Message}";
        bool isPremiumInfo = violation.Path.StartsWith(AccountShape.PremiumInfo, StringComparison.Ordinal);
        if (violation.Path != AccountShape.Type && !isPremiumInfo)
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("Code", isPremiumInfo ? PremiumInfoCode : TypeCode);
        json.WriteString("Field", violation.Path);
        json.WriteString("Text", text);
        json.WriteEndObject();
    }
}
