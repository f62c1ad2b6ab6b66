using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The vendor's error body, with the caller's correlation ID.</summary>
internal static class ErrorBody
{
    public const string CorrelationHeader = "X-Correlation-Id";

    public static VendorAnswer Validation(SandboxRequest request, IReadOnlyList<Violation> violations) =>
        Answer(request, 400, "ValidationError", "One or more fields are not valid.", violations);

    public static VendorAnswer Validation(SandboxRequest request, string property, string message) =>
        Validation(request, [new Violation(property, message)]);

    public static VendorAnswer NotFound(SandboxRequest request, string what = "customer") =>
        Answer(request, 404, "NotFound", $"The {what} was not found.", []);

    /// <summary>Makes the answer to a caller that is not accepted. It has no body: only the header says why.</summary>
    public static VendorAnswer Unauthorized(string description) => VendorAnswer.Empty(401).With(
        "WWW-Authenticate", $"Bearer error=\"invalid_token\", error_description=\"{description}\"");

    /// <summary>Makes the answer to a caller that is known but not permitted. It has no body.</summary>
    public static VendorAnswer Forbidden() => VendorAnswer.Empty(403);

    public static VendorAnswer UnsupportedMediaType(SandboxRequest request) =>
        Answer(request, 415, "UnsupportedMediaType", "Send application/json.", []);

    public static VendorAnswer Answer(
        SandboxRequest request, int status, string type, string description, IReadOnlyList<Violation> violations) =>
        VendorAnswer.Json(status, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode", status);
            json.WriteString("type", type);
            json.WriteString("description", description);
            json.WriteString("correlationId", request.Header(CorrelationHeader) ?? Guid.NewGuid().ToString());
            json.WriteStartArray("errors");
            foreach (IGrouping<string, Violation> field in violations.GroupBy(violation => violation.Path))
            {
                json.WriteStartObject();
                json.WriteString("propertyName", field.Key);
                json.WriteStartArray("description");
                foreach (Violation violation in field)
                    json.WriteStringValue(violation.Message);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
}
