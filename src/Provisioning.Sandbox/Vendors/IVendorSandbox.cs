using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors;

/// <summary>One vendor, as its documents describe it. It knows nothing of faults but the words in which it would speak of them.</summary>
internal interface IVendorSandbox
{
    /// <summary>The vendor's name, which is also the first part of its paths.</summary>
    string Name { get; }

    /// <summary>Adds the vendor's calls.</summary>
    void Map(VendorRoutes routes);

    /// <summary>Forgets what was created.</summary>
    void Reset();

    /// <summary>Refuses a request in the vendor's own shape.</summary>
    VendorAnswer Refuse(SandboxRequest request, string message);

    /// <summary>Refuses a request's credentials as expired, for good where the sandbox has issued them.</summary>
    VendorAnswer RefuseToken(SandboxRequest request);

    /// <summary>An internal error (HTTP 500) in the vendor's own shape.</summary>
    VendorAnswer Fail(SandboxRequest request, string message);

    /// <summary>An answer that is only a vendor status code; null where the vendor has none.</summary>
    VendorAnswer? AnswerStatus(int status) => null;
}
