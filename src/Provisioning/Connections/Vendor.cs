using System;

namespace Provisioning.Connections;

/// <summary>A vendor platform: what the rest of the module knows of it without knowing its API.</summary>
/// <param name="Name">The short stable name, as in the journal: <c>QuickHelp</c>, <c>CloudCockpit</c>, <c>Reseller</c>, <c>SafeMobi</c>.</param>
/// <param name="DefaultBaseUri">Where the vendor's documents say that it lives; null where each operator has a host of its own.</param>
/// <param name="ConnectCommand">The cmdlet that connects to it, named in messages.</param>
public sealed record Vendor(string Name, Uri? DefaultBaseUri, string ConnectCommand)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
