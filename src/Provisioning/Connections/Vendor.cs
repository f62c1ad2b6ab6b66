using System;
using System.Collections.Generic;

namespace Provisioning.Connections;

/// <summary>A vendor platform: what the rest of the module knows about it without knowing its API.</summary>
/// <param name="Name">
/// The short, stable name, as the journal has it: <c>QuickHelp</c>, <c>CloudCockpit</c>, <c>Reseller</c>, <c>SafeMobi</c>.
/// </param>
/// <param name="DefaultBaseUri">The address that the vendor documents; null if each operator has its own host.</param>
/// <param name="ConnectCommand">The cmdlet that connects to it, for use in messages.</param>
public sealed record Vendor(string Name, Uri? DefaultBaseUri, string ConnectCommand)
{
    /// <summary>The prefix of the name of an account that was not named: with <c>qh</c> it becomes <c>qh-1</c>.</summary>
    internal string AccountPrefix { get; init; } = Name.ToLowerInvariant();

    /// <summary>The vendor's word for the account of a connection: <c>tenant</c>, <c>reseller</c>.</summary>
    internal string AccountWord { get; init; } = "account";

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
