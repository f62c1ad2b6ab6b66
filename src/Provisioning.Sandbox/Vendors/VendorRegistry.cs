using System.Collections.Generic;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Vendors.CloudCockpit;
using Provisioning.Sandbox.Vendors.QuickHelp;
using Provisioning.Sandbox.Vendors.Reseller;
using Provisioning.Sandbox.Vendors.SafeMobi;

namespace Provisioning.Sandbox.Vendors;

/// <summary>The registry of the vendors that the sandbox serves.</summary>
internal static class VendorRegistry
{
    public static IReadOnlyList<IVendorSandbox> Create(SandboxState state) =>
    [
        new QuickHelpSandbox(state),
        new CloudCockpitSandbox(state),
        new ResellerSandbox(state),
        new SafeMobiSandbox(state),
    ];
}
