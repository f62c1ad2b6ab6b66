using System;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Makes what a store may know of an operation.</summary>
internal static class IntentMapping
{
    /// <summary>Makes the scope of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="account">The account according to the journal, if the vendor's API does not name one.</param>
    public static OperationScope ScopeOf(PreparedOperation operation, string? account) =>
        ScopeOf(operation.Connection, account, operation.Definition.Name);

    /// <summary>Makes the scope of the operations of a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="account">The account according to the journal, if the vendor's API does not name one.</param>
    /// <param name="operation">The name of the operation.</param>
    public static OperationScope ScopeOf(Connection connection, string? account, string operation) => new(
        connection.Vendor.Name,
        connection.Vendor.Canonical(connection.BaseUri).AbsoluteUri,
        NameRule.Normalize(connection.Account ?? account ?? string.Empty),
        operation);

    public static Intent IntentOf(PreparedOperation operation, OperationScope scope, Guid run, RunOptions options) => new()
    {
        Run = run,
        Row = operation.Row,
        Scope = scope,
        Kind = operation.Definition.Kind,

        // No later row can match a row without a key: it gets a unique key that no other row can have.
        Key = operation.Key is { } key ? NameRule.Normalize(key) : "no key: " + operation.CorrelationId,
        KeyType = operation.HasOwnKey || operation.Names.Count == 0 ? string.Empty : operation.Names[0].Type,
        AllowsSimilar = options.AllowSimilar,
        Names = operation.Names,
        UniqueNameTypes = operation.UniqueNameTypes,
        Fingerprint = operation.Fingerprint,
        ChosenId = operation.ChosenId,
        ProposedId = operation.ProposedId,
        CorrelationId = operation.CorrelationId,
        CreatesAgain = options.CreateAgain,
        Undoes = operation.Undoes,
        SecretsDigest = operation.SecretsDigest,
    };
}
