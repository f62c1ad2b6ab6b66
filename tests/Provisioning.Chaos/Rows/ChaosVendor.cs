namespace Provisioning.Chaos.Rows;

/// <summary>The vendors, by the names that the journal has; the sandbox has the same in lower case.</summary>
internal enum ChaosVendor
{
    Reseller,
    CloudCockpit,
    QuickHelp,
    SafeMobi,
}
