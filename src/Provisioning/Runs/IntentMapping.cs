using System;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Makes what a store may know of an operation.</summary>
internal static class IntentMapping
{
    public static OperationScope ScopeOf(PreparedOperation operation)
    {
        Connection connection = operation.Connection;
        return new OperationScope(
            operation.Definition.Vendor.Name, connection.BaseUri.AbsoluteUri, connection.Account ?? string.Empty, operation.Definition.Name);
    }

    public static Intent IntentOf(PreparedOperation operation, OperationScope scope, Guid run, bool isForced) => new()
    {
        Run = run,
        Scope = scope,
        Kind = operation.Definition.Kind,

        // No later row can match a row without a key: it gets a unique key that no other row can have.
        Key = operation.Key ?? "no key: " + operation.CorrelationId,
        Names = operation.Names,
        Fingerprint = operation.Fingerprint,
        ChosenId = operation.ChosenId,
        ProposedId = operation.ProposedId,
        CorrelationId = operation.CorrelationId,
        IsForced = isForced,
    };
}
