using System;
using System.Collections.Generic;
using Provisioning.Connections;

namespace Provisioning.Journal;

/// <summary>Whose operations these are: keys are compared within a scope.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="BaseUri">The base address of the connection.</param>
/// <param name="Account">The account, by its tenant, reseller or name; compared without regard to letter case; empty where it has none.</param>
/// <param name="Operation">The name of the operation.</param>
internal sealed record OperationScope(string Vendor, string BaseUri, string Account, string Operation);

/// <summary>What is about to be sent: all that a store learns of an operation beforehand. No secret is in it.</summary>
internal sealed record Intent
{
    /// <summary>The run that wants to send it.</summary>
    public required Guid Run { get; init; }

    public required OperationScope Scope { get; init; }

    public required OperationKind Kind { get; init; }

    /// <summary>What the operation is known by. Where a row has nothing of the kind, a key that nobody will ask for.</summary>
    public required string Key { get; init; }

    /// <summary>Which name the key is; empty where it was given with the row.</summary>
    public string KeyType { get; init; } = string.Empty;

    /// <summary>Whether a name that differs from another in letter case alone is another one: then each row has a key of its own.</summary>
    public bool AllowsSimilar { get; init; }

    /// <summary>All names that the vendor knows the customer by.</summary>
    public IReadOnlyList<OperationName> Names { get; init; } = [];

    /// <summary>A digest of the data, without secrets: the same data gives the same one.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The id that the row chose for the new customer.</summary>
    public Guid? ChosenId { get; init; }

    /// <summary>The id to use where neither the row nor the journal has one.</summary>
    public Guid? ProposedId { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>The administrator insists on a second one although the first is confirmed.</summary>
    public bool IsForced { get; init; }

    /// <summary>A short digest of the secrets, which tells a change and nothing else; null where there are none.</summary>
    public int? SecretsDigest { get; init; }
}
