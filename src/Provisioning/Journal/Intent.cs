using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>The scope of operations: keys are compared within a scope.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="BaseUri">The base address of the connection.</param>
/// <param name="Account">The account: its tenant, reseller or name, compared regardless of case; empty if there is none.</param>
/// <param name="Operation">The name of the operation.</param>
internal sealed record OperationScope(string Vendor, string BaseUri, string Account, string Operation);

/// <summary>An operation that is about to be sent: everything that a store learns about it beforehand. It contains no secret.</summary>
internal sealed record Intent
{
    /// <summary>The run that is about to send it.</summary>
    public required Guid Run { get; init; }

    /// <summary>The number of the row in the input of that run.</summary>
    public required int Row { get; init; }

    public required OperationScope Scope { get; init; }

    public required OperationKind Kind { get; init; }

    /// <summary>The key of the operation. If a row has none, a unique key that no other row can have.</summary>
    public required string Key { get; init; }

    /// <summary>The type of the name that is the key; empty if the key was specified with the row.</summary>
    public string KeyType { get; init; } = string.Empty;

    /// <summary>Whether a name that differs from another one only in case is a different name. Each row then has its own key.</summary>
    public bool AllowsSimilar { get; init; }

    /// <summary>All names by which the vendor knows the customer.</summary>
    public IReadOnlyList<OperationName> Names { get; init; } = [];

    /// <summary>The types of all unique names that the vendor knows customers by, whether this one has them or not.</summary>
    public IReadOnlyList<string> UniqueNameTypes { get; init; } = [];

    /// <summary>A digest of the data without secrets: the same data has the same fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The ID that the row specifies for the new customer.</summary>
    public Guid? ChosenId { get; init; }

    /// <summary>The ID to use if neither the row nor the journal has one.</summary>
    public Guid? ProposedId { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>The administrator wants another customer although the first one is confirmed.</summary>
    public bool CreatesAgain { get; init; }

    /// <summary>The number of the operation in the journal whose customer this one takes back; null for none.</summary>
    public long? Undoes { get; init; }

    /// <summary>A short digest of the secrets, which reveals a change and nothing else; null if there are none.</summary>
    public int? SecretsDigest { get; init; }
}
