using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Operations;

namespace Provisioning.Quickstart.Rows;

/// <summary>A row that is ready to be sent, or refused before that.</summary>
internal sealed record PreparedRow(PreparedOperation Operation, VendorApiException? Refusal);

/// <summary>One vendor's rows: from cells to a checked operation, and from its result to what is shown.</summary>
internal abstract class VendorRows(OperationDefinition definition, Connection connection) : IDisposable
{
    public OperationDefinition Definition { get; } = definition;

    protected Connection Connection { get; } = connection;

    public abstract PreparedRow Prepare(CsvRow row);

    public abstract (string? Id, string? Name) Identify(ProvisionedResource created);

    public void Dispose() => Connection.Dispose();
}

/// <inheritdoc/>
internal sealed class VendorRows<TRequest, TResult>(
    OperationDefinition<TRequest, TResult> definition,
    Connection connection,
    Func<RowCells, TRequest> read,
    Func<TResult, (string? Id, string? Name)> identify) : VendorRows(definition, connection)
    where TRequest : class
    where TResult : ProvisionedResource
{
    public override PreparedRow Prepare(CsvRow row)
    {
        var cells = new RowCells(row);
        TRequest request = read(cells);
        var operation = new PreparedOperation<TRequest, TResult>(definition, request, Connection, row.Number);

        // A required field whose cell could not be read is not also called missing.
        FieldError[] errors = [.. cells.Unreadable, .. definition.Check(request).ExceptBy(cells.Unreadable.Select(error => error.Field), error => error.Field)];
        return new PreparedRow(operation, errors.Length == 0 ? null : Refusal(operation, errors));
    }

    public override (string? Id, string? Name) Identify(ProvisionedResource created) => identify((TResult)created);

    private static VendorApiException Refusal(PreparedOperation operation, IReadOnlyList<FieldError> errors) =>
        new(ProvisioningError.RuleViolation, operation.Mask(string.Join("; ", errors)))
        {
            Vendor = operation.Definition.Vendor.Name,
            Operation = operation.Definition.Name,
            FieldErrors = errors,
            Delivery = Delivery.NotSent,
        };
}
