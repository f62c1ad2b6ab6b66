using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>What to do about an operation in doubt. The line settles that operation and no other.</summary>
internal static class DoubtAdvice
{
    public static string Of(PreparedOperation operation, long id, JournalLocation? journal)
    {
        string names = string.Join(", ", operation.Names.Select(static name => $"{name.Type} '{name.Value}'"));
        string command = Command(id, journal is { } location && location.Text != JournalPlace.DefaultPath ? location.Text : null);
        return Of(operation.Definition.Kind, names.Length == 0 ? "the customer" : $"the customer ({ShownText.Of(operation.Mask(names))})", command);
    }

    public static string Of(JournaledOperation operation) =>
        Of(operation.Kind, $"the customer ('{ShownText.Of(operation.Key)}')", Command(operation.Id, operation.Journal));

    /// <summary>What to do about a row that a run left in doubt.</summary>
    /// <param name="row">The row.</param>
    /// <param name="journal">The journal: the path of a file, or the address of a database.</param>
    public static string Of(RunRow row, string journal) => row.OperationId is { } id && row.State is not null
        ? Of(row.Kind, row.Key is { } key ? $"the customer ('{ShownText.Of(key)}')" : "the customer", Command(id, journal))
        : ErrorAdvice.Of(ProvisioningError.OutcomeUnknown);

    private static string Of(OperationKind kind, string customer, string command) => "The operation is in doubt. " + kind switch
    {
        OperationKind.Update => "Make the change again, which settles it: making it twice makes no difference.",
        OperationKind.Delete => "Remove the customer again, which settles it. Or check the vendor's portal, then settle this operation:"
            + $" {command} with -Succeeded if the customer is gone, or with -Retry if it is not.",
        OperationKind.Add => "The vendor may have processed it later than that. Wait some minutes, compare the balance with the one before and"
            + " with what this and other rows were to add, then settle this operation:"
            + $" {command} with -Succeeded if it was added, or with -Retry if it was not.",
        _ => $"Check the vendor's portal for {customer}, then settle this operation: {command} with -Succeeded (and -VendorId) if the customer is"
            + " there, or with -Failed or -Retry if it is not. Do not create the customer manually before that.",
    };

    private static string Command(long id, string? journal) =>
        $"Resolve-ProvisioningOperation -Id {id}" + (journal is null ? string.Empty : $" -Journal '{journal.Replace("'", "''")}'");
}
