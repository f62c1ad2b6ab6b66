using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The calls that change an account.</summary>
internal sealed class AccountChanges(MobiCaller caller, AccountStore store, AccountView view)
{
    /// <summary>
    /// Replaces an account. The vendor takes the model as a whole, so a field that is not sent becomes empty. The exception is the
    /// password, which cannot be read back: if it is not sent, the old one remains. No call shows it, so the sandbox need not remember it.
    /// </summary>
    public VendorAnswer Update(SandboxRequest request)
    {
        if (Begin(request, out Guid id, out List<Violation> violations) is { } refusal)
            return refusal;
        if (!request.IsJson)
            return Envelope.Failure(415, "The request's media type is not supported: send application/json.");
        if (store.Find(id) is not { } account)
            return AccountPath.NotFound();

        using JsonDocument? body = AccountShape.Read(request.Body, violations);
        if (body is null)
            return Envelope.Failure(400, violations[^1].Message);
        if (violations.Count == 0 && body.RootElement.Text(AccountShape.Type) != account.Type)
            violations.Add(new Violation(AccountShape.Type, $"must not change: it is {account.Type}."));
        if (violations.Count > 0)
            return Envelope.Failure(violations);

        JsonElement fields = body.RootElement.Clone();
        return Answer(store.Change(id, current => current with { Fields = fields }), view.Write);
    }

    public VendorAnswer SetStatus(SandboxRequest request)
    {
        if (Begin(request, out Guid id, out List<Violation> violations) is { } refusal)
            return refusal;
        if (request.Body.Length > 0)
            violations.Add(new Violation("", "This call has no body."));
        if (store.Find(id) is not { } account)
            return AccountPath.NotFound();

        string status = request.Route("status")!;
        if (!account.Statuses.Contains(status))
            violations.Add(new Violation("Status", $"of a {account.Type} account must be one of {string.Join(", ", account.Statuses)}."));
        return violations.Count > 0
            ? Envelope.Failure(violations)
            : Answer(store.Change(id, current => current with { Status = status }), static (json, _) => json.WriteBooleanValue(true));
    }

    // The type of an account never changes, so what was checked still holds when the account is changed.
    private static VendorAnswer Answer(StoredAccount? changed, Action<Utf8JsonWriter, StoredAccount> write) =>
        changed is null ? AccountPath.NotFound() : Envelope.Success(json => write(json, changed));

    private VendorAnswer? Begin(SandboxRequest request, out Guid id, out List<Violation> violations)
    {
        violations = [.. new QueryReader(request).Violations];
        id = default;
        return caller.Check(request) ?? AccountPath.Read(request, out id);
    }
}
