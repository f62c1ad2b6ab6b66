using System;

namespace Provisioning.Connections;

/// <summary>A vendor platform: what the rest of the module knows about it without knowing its API.</summary>
/// <param name="Name">
/// The short, stable name, as the journal has it: <c>QuickHelp</c>, <c>CloudCockpit</c>, <c>Reseller</c>, <c>SafeMobi</c>.
/// </param>
/// <param name="DefaultBaseUri">The address that the vendor documents; null if each operator has its own host.</param>
/// <param name="ConnectCommand">The cmdlet that connects to it, for use in messages.</param>
public sealed record Vendor(string Name, Uri? DefaultBaseUri, string ConnectCommand)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
