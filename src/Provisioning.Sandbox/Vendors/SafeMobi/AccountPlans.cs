using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The calls that list the account plans: for a parent account, or without one.</summary>
internal sealed class AccountPlans(MobiCaller caller)
{
    private const string TypeParameter = "accounttype";

    /// <summary>
    /// Lists the plans for a parent account. As in a create call, the parent may be an account that existed before the sandbox was started,
    /// so only the form of its ID is checked.
    /// </summary>
    public VendorAnswer ListFor(SandboxRequest request) =>
        caller.Check(request) ?? AccountPath.Read(request, out _) ?? Answer(request);

    public VendorAnswer List(SandboxRequest request) => caller.Check(request) ?? Answer(request);

    private static VendorAnswer Answer(SandboxRequest request)
    {
        var query = new QueryReader(request, TypeParameter);
        string? type = query.OneOf(TypeParameter, AccountShape.Basic, AccountShape.Premium);
        if (query.Violations.Count > 0)
            return Envelope.Failure(query.Violations);
        if (type is null)
            return Envelope.Failure([new Violation(TypeParameter, "is required.")]);

        return Envelope.Success(json =>
        {
            json.WriteStartArray();
            foreach (AccountPlan plan in AccountPlan.Of(type))
                plan.Write(json);
            json.WriteEndArray();
        });
    }
}
