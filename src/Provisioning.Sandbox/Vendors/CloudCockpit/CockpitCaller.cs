using System;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The caller, from the three headers of every call.</summary>
internal sealed class CockpitCaller(IssuedTokens tokens)
{
    private const string Scheme = "Bearer ";

    /// <summary>The tenant of the caller, in a normalized spelling.</summary>
    public static string Tenant(SandboxRequest request) => request.Header("X-Tenant")!.ToUpperInvariant();

    public static string? CorrelationId(SandboxRequest request) => request.Header(ErrorBody.CorrelationHeader);

    /// <summary>The refusal; null if the caller is accepted.</summary>
    public VendorAnswer? Check(SandboxRequest request)
    {
        if (Token(request) is not { } token)
            return ErrorBody.Unauthorized("A bearer token is required.");
        if (!IsAccepted(token))
            return ErrorBody.Unauthorized("The token is not valid or has expired.");

        string? tenant = request.Header("X-Tenant");
        if (tenant is null)
            return ErrorBody.Unauthorized("The X-Tenant header is required.");
        if (TextRules.IsWrong(tenant))
            return ErrorBody.Unauthorized("The tenant is not known.");

        return CorrelationId(request) is { } id && !Guid.TryParseExact(id, "D", out _)
            ? ErrorBody.Validation(request, ErrorBody.CorrelationHeader, "must be a UUID.")
            : null;
    }

    public void Expire(SandboxRequest request)
    {
        if (Token(request) is { } token)
            tokens.Expire(token);
    }

    private static string? Token(SandboxRequest request) =>
        request.Header("Authorization") is { } value
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && value.Length > Scheme.Length
            ? value[Scheme.Length..]
            : null;

    private bool IsAccepted(string token) =>
        tokens.IsAccepted(CloudCockpitSandbox.VendorName, token)
            && !TextRules.IsWrong(token)
            && !token.Contains("expired", StringComparison.OrdinalIgnoreCase);
}
