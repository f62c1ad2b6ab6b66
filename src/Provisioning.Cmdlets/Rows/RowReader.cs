using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Rows;

/// <summary>Finds everything that is wrong with a row: cells that could not be read, and rules that the request violates.</summary>
/// <param name="definition">The operation of the command.</param>
internal sealed class RowReader(OperationDefinition definition)
{
    private readonly Dictionary<string, UnreadCell> _unread = new(StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _remarks = [];

    /// <summary>Collects the cell of a parameter that was just bound, if the cell could not be read, and what was remarked about it.</summary>
    public void Note(string parameter)
    {
        if (UnreadCell.Take() is { } unread)
            _unread[parameter] = unread;
        else if (_unread.Count > 0)
            _unread.Remove(parameter);
        if (CellRemark.Take() is { } remark)
            _remarks.Add($"{WireName(parameter)}: {remark}");
    }

    /// <summary>Returns how cells of the row were read that are not what they say, and forgets it.</summary>
    public IReadOnlyList<string> TakeRemarks()
    {
        if (_remarks.Count == 0)
            return [];
        string[] remarks = [.. _remarks];
        _remarks.Clear();
        return remarks;
    }

    /// <summary>Returns the error of a row that must not be sent; null if nothing is wrong with it.</summary>
    /// <param name="broken">The rules that the row's request violates.</param>
    /// <param name="operation">The row's operation.</param>
    public VendorApiException? Violation(IReadOnlyList<FieldError> broken, PreparedOperation operation)
    {
        if (Damaged(operation) is { } damaged)
            broken = [.. broken, .. damaged];
        if (broken.Count == 0 && _unread.Count == 0)
            return null;

        // A cell that could not be read counts as absent for the rules. It is reported once, as unreadable.
        IEnumerable<FieldError> unread = _unread.Select(cell => new FieldError(WireName(cell.Key), cell.Value.Rule, cell.Value.Text)
        {
            Where = cell.Value.Where,
            At = cell.Value.At,
        });
        IEnumerable<FieldError> others = broken.Where(error => !_unread.ContainsKey(error.Field));

        // The texts of rules contain no secret. A value may contain one that was put in the wrong column.
        List<FieldError> violations =
        [
            .. unread.Concat(others).Select(error => Masked(error, operation)),
        ];
        return new VendorApiException(ProvisioningError.RuleViolation, $"{string.Join("; ", violations)}. Rules: {operation.Definition.Document}.")
        {
            Vendor = definition.Vendor.Name,
            Operation = definition.Name,
            FieldErrors = violations,
            Delivery = Delivery.NotSent,
        };
    }

    private static FieldError Masked(FieldError error, PreparedOperation operation)
    {
        string? value = error.Value is null ? null : RowTarget.Mask(operation, error.Value);
        return error with
        {
            Value = value,
            Where = error.Where is null ? null : RowTarget.Mask(operation, error.Where!),

            // In a text that was masked, the place is another one.
            At = value == error.Value ? error.At : null,
        };
    }

    // U+FFFD is what a reader puts where it could not read: the text is lost already.
    private static List<FieldError>? Damaged(PreparedOperation operation)
    {
        List<FieldError>? damaged = null;
        if (operation.Input is InputRow row)
        {
            foreach (KeyValuePair<string, object?> column in row.Columns)
                Look(column.Key, column.Value as string);
        }
        else
        {
            foreach (KeyValuePair<string, object> field in operation.VisibleFields)
                Look(field.Key, FieldText.Of(field.Value));
        }

        return damaged;

        void Look(string name, string? text)
        {
            if (text is null || text.IndexOf('\uFFFD') < 0)
                return;
            (damaged ??= []).Add(new FieldError(
                name,
                "holds U+FFFD, which stands for a letter that could not be read: the file is in another encoding than it was read in",
                text));
        }
    }

    private string WireName(string parameter) =>
        definition.FieldNames.FirstOrDefault(name => FlatName.Joins(name, parameter)) ?? parameter;
}
