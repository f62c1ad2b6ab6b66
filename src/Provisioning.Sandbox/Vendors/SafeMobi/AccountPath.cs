using System;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The account ID in a path, and the answers to one that names no account.</summary>
internal static class AccountPath
{
    /// <summary>Reads the ID. Returns the refusal if it is not a GUID.</summary>
    public static VendorAnswer? Read(SandboxRequest request, out Guid id) =>
        Guid.TryParseExact(request.Id, "D", out id) ? null : Envelope.Failure(400, "The account ID must be a GUID.");

    public static VendorAnswer NotFound() => Envelope.Failure(404, "The account was not found.");
}
