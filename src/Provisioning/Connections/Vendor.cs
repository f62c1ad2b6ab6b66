using System;
using System.Collections.Generic;

namespace Provisioning.Connections;

/// <summary>A vendor platform: what the rest of the module knows of it without knowing its API.</summary>
/// <param name="Name">The short stable name, as in the journal: <c>QuickHelp</c>, <c>CloudCockpit</c>, <c>Reseller</c>, <c>SafeMobi</c>.</param>
/// <param name="DefaultBaseUri">Where the vendor's documents say that it lives; null where each operator has a host of its own.</param>
/// <param name="ConnectCommand">The cmdlet that connects to it, named in messages.</param>
public sealed record Vendor(string Name, Uri? DefaultBaseUri, string ConnectCommand)
{
    /// <summary>How an account is named that nobody named: <c>qh</c> becomes <c>qh-1</c>.</summary>
    internal string AccountPrefix { get; init; } = Name.ToLowerInvariant();

    /// <summary>Other addresses of the same service as <see cref="DefaultBaseUri"/>.</summary>
    public IReadOnlyList<Uri> OtherBaseUris { get; init; } = [];

    /// <summary>The address that stands for all addresses of the same service.</summary>
    internal Uri Canonical(Uri address)
    {
        foreach (Uri other in OtherBaseUris)
        {
            if (other == address)
                return DefaultBaseUri!;
        }

        return address;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
