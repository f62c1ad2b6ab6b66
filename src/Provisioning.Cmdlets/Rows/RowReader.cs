using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Rows;

/// <summary>Finds all that is wrong with a row: cells that could not be read as they were bound, and rules that the request breaks.</summary>
/// <typeparam name="TRequest">The vendor's request.</typeparam>
/// <param name="definition">The call that the row is for.</param>
/// <param name="check">Checks a request against all rules.</param>
internal sealed class RowReader<TRequest>(OperationDefinition definition, Func<TRequest, IReadOnlyList<FieldError>> check)
{
    private readonly Dictionary<string, UnreadCell> _unread = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Called after a parameter was bound: takes up its cell where that could not be read.</summary>
    public void Note(string parameter)
    {
        if (UnreadCell.Take() is { } unread)
            _unread[parameter] = unread;
        else if (_unread.Count > 0)
            _unread.Remove(parameter);
    }

    /// <summary>The one error of a row that is not to be sent; null where nothing is wrong with it.</summary>
    public VendorApiException? Violation(TRequest request, PreparedOperation operation)
    {
        IReadOnlyList<FieldError> broken = [.. check(request), .. Damaged(operation)];
        if (broken.Count == 0 && _unread.Count == 0)
            return null;

        // A cell that could not be read counts as absent to the rules: it is named once, for what it is.
        IEnumerable<FieldError> unread = _unread.Select(cell => new FieldError(WireName(cell.Key), cell.Value.Rule, cell.Value.Text));
        IEnumerable<FieldError> others = broken.Where(error => !_unread.ContainsKey(error.Field));

        // The rules are our own words; a value may hold a secret that was put in the wrong column.
        List<FieldError> violations = [.. unread.Concat(others).Select(error => error with { Value = error.Value is null ? null : operation.Mask(error.Value) })];
        return new VendorApiException(ProvisioningError.RuleViolation, $"{string.Join("; ", violations)}. Rules: {definition.Document}.")
        {
            Vendor = definition.Vendor.Name,
            Operation = definition.Name,
            FieldErrors = violations,
            Delivery = Delivery.NotSent,
        };
    }

    // U+FFFD is what a reader puts where it could not read: the text is lost already.
    private static IEnumerable<FieldError> Damaged(PreparedOperation operation)
    {
        IEnumerable<KeyValuePair<string, string>> cells = operation.Input is InputRow row
            ? row.Columns.Select(static column => new KeyValuePair<string, string>(column.Key, column.Value as string ?? string.Empty))
            : operation.VisibleFields.Select(static field => new KeyValuePair<string, string>(field.Key, FieldText.Of(field.Value)));
        return cells.Where(static cell => cell.Value.IndexOf('\uFFFD') >= 0).Select(static cell => new FieldError(
            cell.Key, "holds U+FFFD, which stands for a letter that could not be read: the file is in another encoding than it was read in", cell.Value));
    }

    private string WireName(string parameter) =>
        definition.FieldNames.FirstOrDefault(name => FlatName.Joins(name, parameter)) ?? parameter;
}
