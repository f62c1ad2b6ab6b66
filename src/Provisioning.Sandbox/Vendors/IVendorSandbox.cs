using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors;

/// <summary>A vendor, as its documents describe it. It knows nothing about faults except how the vendor reports errors.</summary>
internal interface IVendorSandbox
{
    /// <summary>The vendor's name, which is also the first part of its paths.</summary>
    string Name { get; }

    /// <summary>Maps the vendor's calls.</summary>
    void Map(VendorRoutes routes);

    /// <summary>Removes everything that was created.</summary>
    void Reset();

    /// <summary>Makes a refusal in the vendor's format.</summary>
    VendorAnswer Refuse(SandboxRequest request, string message);

    /// <summary>Makes the refusal of expired credentials. A token that the sandbox issued becomes invalid.</summary>
    VendorAnswer RefuseToken(SandboxRequest request);

    /// <summary>Makes an internal error (HTTP 500) in the vendor's format.</summary>
    VendorAnswer Fail(SandboxRequest request, string message);

    /// <summary>Makes an answer with a vendor status code; null if the vendor has none.</summary>
    VendorAnswer? AnswerStatus(int status) => null;
}
