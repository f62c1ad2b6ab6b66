using System;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Says of an operation what a store may know.</summary>
internal static class IntentMapping
{
    public static OperationScope ScopeOf(PreparedOperation operation)
    {
        Connection connection = operation.Connection;
        return new OperationScope(operation.Definition.Vendor.Name, connection.BaseUri.AbsoluteUri, connection.Account ?? string.Empty, operation.Definition.Name);
    }

    public static Intent IntentOf(PreparedOperation operation, OperationScope scope, Guid run, bool isForced) => new()
    {
        Run = run,
        Scope = scope,
        Kind = operation.Definition.Kind,

        // Where a row has no key, no later row can be the same: it gets a key that nobody will ask for.
        Key = operation.Key ?? "no key: " + operation.CorrelationId,
        Names = operation.Names,
        Fingerprint = operation.Fingerprint,
        ChosenId = operation.ChosenId,
        ProposedId = operation.ProposedId,
        CorrelationId = operation.CorrelationId,
        IsForced = isForced,
    };
}
