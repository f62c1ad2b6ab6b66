using System;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Says of an operation what a store may know.</summary>
internal static class IntentMapping
{
    /// <summary>Whose operation it is.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="account">The account that the journal told, for a vendor whose wire names none.</param>
    public static OperationScope ScopeOf(PreparedOperation operation, string? account)
    {
        Connection connection = operation.Connection;
        return new OperationScope(
            connection.Vendor.Name,
            connection.Vendor.Canonical(connection.BaseUri).AbsoluteUri,

            NameRule.Normalize(connection.Account ?? account ?? string.Empty),
            operation.Definition.Name);
    }

    public static Intent IntentOf(PreparedOperation operation, OperationScope scope, Guid run, RunOptions options) => new()
    {
        Run = run,
        Scope = scope,
        Kind = operation.Definition.Kind,

        // Where a row has no key, no later row can be the same: it gets a key that nobody will ask for.
        Key = operation.Key is { } key ? NameRule.Normalize(key) : "no key: " + operation.CorrelationId,
        KeyType = operation.HasOwnKey || operation.Names.Count == 0 ? string.Empty : operation.Names[0].Type,
        AllowsSimilar = options.AllowSimilar,
        Names = operation.Names,
        Fingerprint = operation.Fingerprint,
        ChosenId = operation.ChosenId,
        ProposedId = operation.ProposedId,
        CorrelationId = operation.CorrelationId,
        IsForced = options.Force,
    };
}
