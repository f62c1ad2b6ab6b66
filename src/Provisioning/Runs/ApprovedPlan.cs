using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>A plan that a person approved. A row that is no longer what was planned is refused, and so is one that was not to be sent.</summary>
public sealed class ApprovedPlan
{
    private readonly Dictionary<int, List<PlannedRow>> _rows;
    private readonly HashSet<int> _missing;

    /// <summary>Takes the rows of a plan.</summary>
    /// <param name="rows">The rows, at least one.</param>
    public ApprovedPlan(IReadOnlyList<PlannedRow> rows)
    {
        First = rows[0];

        // Several rows may have one number. Those that may be sent are found first.
        _rows = rows.GroupBy(static row => row.RowNumber)
            .ToDictionary(static same => same.Key, static same => same.OrderByDescending(static row => MayBeSent(row.Action)).ToList());
        _missing = [.. rows.Where(static row => MayBeSent(row.Action)).Select(static row => row.RowNumber)];
    }

    /// <summary>The number of rows that were to be sent and were not in the input.</summary>
    public int MissingRows => _missing.Count;

    private PlannedRow First { get; }

    /// <summary>Ensures that a run goes where the plan was to go.</summary>
    /// <exception cref="VendorApiException"><c>PlanDrift</c>: it does not.</exception>
    internal void CheckDestination(Connection connection, string? account)
    {
        bool isSame = First.Vendor == connection.Vendor.Name
            && connection.Vendor.Canonical(new Uri(First.BaseUri)) == connection.Vendor.Canonical(connection.BaseUri)
            && NameRule.Fold(First.Account ?? string.Empty) == NameRule.Fold(account ?? string.Empty);
        if (!isSame)
        {
            throw Drift(
                connection.Vendor,
                $"The plan was approved for {Destination.Of(First.Vendor, First.BaseUri, First.Account)}, and this run would go to"
                + $" {Destination.Of(connection.Vendor.Name, connection.BaseUri.AbsoluteUri, account)}. Nothing was sent.");
        }
    }

    /// <summary>Notes that a row was in the input, whatever became of it.</summary>
    internal void Note(int row) => _missing.Remove(row);

    /// <summary>
    /// Compares a row with the plan. A row that was not to be sent is barred, and one that was approved once is sent no more than once.
    /// </summary>
    /// <returns>The error of a row that has drifted; null if it has not.</returns>
    internal VendorApiException? FindDrift(PreparedOperation operation, string? account, bool createsAgain)
    {
        Note(operation.Row);
        string digest = RowPlanner.DigestOf(operation, account, createsAgain);
        if (!_rows.TryGetValue(operation.Row, out List<PlannedRow>? planned))
            return Drift(operation.Definition.Vendor, "The approved plan does not have this row.");
        if (planned.Count == 0)
            return Drift(operation.Definition.Vendor, "The input has more rows with this number than the approved plan.");
        if (planned.Find(row => DataComparison.AreSame(row.Digest, digest)) is not { } found)
        {
            string other = RowPlanner.DigestOf(operation, account, !createsAgain);
            if (planned.Exists(row => DataComparison.AreSame(row.Digest, other)))
                return Drift(operation.Definition.Vendor, $"The plan was approved {(createsAgain ? "without" : "with")} -CreateAgain.");
            string fields = DataComparison.Describe(planned[0].Digest, digest);
            return Drift(
                operation.Definition.Vendor,
                $"The row is not as it was in the approved plan: {(fields.Length == 0 ? "its key, its destination or a secret differs" : fields)}.");
        }

        planned.Remove(found);
        if (!MayBeSent(found.Action))
            operation.Bar = $"The approved plan has this row as {found.Action}, so it is not sent.";
        return null;
    }

    private static bool MayBeSent(PlannedAction action) => action is PlannedAction.Create or PlannedAction.InDoubt;

    private static VendorApiException Drift(Vendor vendor, string message) =>
        new(ProvisioningError.PlanDrift, message) { Vendor = vendor.Name, Delivery = Delivery.NotSent };
}
