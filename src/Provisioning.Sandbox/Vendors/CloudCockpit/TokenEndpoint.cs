using System;
using System.Collections.Generic;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The token endpoint for OAuth 2.0 client credentials, which answers like the vendor's identity provider.</summary>
internal sealed class TokenEndpoint(IssuedTokens tokens)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(3599);

    private static readonly string[] _required = ["client_id", "client_secret", "scope", "grant_type"];

    public VendorAnswer Answer(SandboxRequest request)
    {
        if (!request.IsForm)
            return Error(400, "invalid_request", "The parameters must be sent as application/x-www-form-urlencoded.");
        if (!FormBody.TryParse(request.Body, out Dictionary<string, string> form, out string? problem))
            return Error(400, "invalid_request", problem);
        foreach (string name in _required)
        {
            if (!form.TryGetValue(name, out string? value) || value.Length == 0)
                return Error(400, "invalid_request", $"The request body must contain the following parameter: '{name}'.");
        }

        if (form["grant_type"] != "client_credentials")
            return Error(400, "unsupported_grant_type", "Only client_credentials is supported.");
        if (TextRules.IsWrong(form["client_secret"]) || TextRules.IsWrong(form["client_id"]))
            return Error(401, "invalid_client", "Invalid client secret provided.");

        return VendorAnswer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", (int)_lifetime.TotalSeconds);
            json.WriteString("access_token", tokens.Issue(CloudCockpitSandbox.VendorName, _lifetime));
            json.WriteEndObject();
        }).With("Cache-Control", "no-store");
    }

    private static VendorAnswer Error(int status, string error, string description) => VendorAnswer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("error", error);
        json.WriteString("error_description", description);
        json.WriteEndObject();
    });
}
