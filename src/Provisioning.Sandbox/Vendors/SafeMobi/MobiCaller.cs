using System;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The caller, from the header of every call, and the call that issues the tokens for it.</summary>
internal sealed class MobiCaller(IssuedTokens tokens)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(240);

    /// <summary>Issues a token for an API key. It needs no header.</summary>
    public VendorAnswer IssueToken(SandboxRequest request)
    {
        var query = new QueryReader(request, "key");
        string? key = query.Text("key");
        if (query.Violations.Count > 0)
            return Envelope.Failure(query.Violations);
        if (key is null)
            return Envelope.Failure(401, "The API key is required.");
        return TextRules.IsWrong(key)
            ? Envelope.Failure(401, "The API key is not valid.")
            : Envelope.Success(json =>
            {
                json.WriteStartObject();
                json.WriteString("Token", tokens.Issue(SafeMobiSandbox.VendorName, _lifetime));
                json.WriteEndObject();
            });
    }

    /// <summary>The refusal; null if the caller is accepted.</summary>
    public VendorAnswer? Check(SandboxRequest request)
    {
        if (Token(request) is not { } token)
            return Envelope.Failure(401, "The Authentication header is required.");
        return TextRules.IsWrong(token) || !tokens.IsAccepted(SafeMobiSandbox.VendorName, token) ? Refuse() : null;
    }

    public VendorAnswer RefuseToken(SandboxRequest request)
    {
        if (Token(request) is { } token)
            tokens.Expire(token);
        return Refuse();
    }

    private static VendorAnswer Refuse() => Envelope.Failure(401, "The authentication token is not valid.");

    // Not Authorization: a token in that header is not accepted.
    private static string? Token(SandboxRequest request) => request.Header("Authentication");
}
