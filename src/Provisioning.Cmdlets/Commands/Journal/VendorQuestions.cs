using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Vendors;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Asks vendors about operations in doubt, several at once, and settles those that a vendor can tell of.</summary>
/// <param name="cmdlet">The command that asks.</param>
/// <param name="journal">The journal with the operations.</param>
/// <param name="connection">The connection to ask on; null for the default one of each vendor.</param>
/// <param name="cancellationToken">Ends the questions.</param>
internal sealed class VendorQuestions(PSCmdlet cmdlet, IJournalStore journal, Connection? connection, CancellationToken cancellationToken)
    : IDisposable
{
    private const int AtOnce = 16;

    private readonly PipelineLog _log = new(cmdlet.IsSwitchedOn("Debug", "DebugPreference"));
    private readonly SemaphoreSlim _asking = new(AtOnce);

    /// <summary>Asks about operations, and settles them.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="reason">Why, in the user's words; null for what was found.</param>
    /// <returns>The numbers of the operations that were settled. An error was written for each of the others.</returns>
    public HashSet<long> Settle(IReadOnlyList<JournaledOperation> operations, string? reason)
    {
        var check = new DoubtCheck(journal, VendorRegistry.Settleable, _log, cancellationToken);
        Dictionary<long, Doubt> doubts = journal.Doubts([.. operations.Select(static operation => operation.Id)], TimeProvider.System.GetUtcNow())
            .ToDictionary(static doubt => doubt.Known.Id);
        var asked = new List<(JournaledOperation Operation, Task<Finding?> Answer)>();
        foreach (JournaledOperation operation in operations)
        {
            if (!doubts.TryGetValue(operation.Id, out Doubt? doubt))
                cmdlet.WriteError(ErrorRecords.NotInDoubt(operation));
            else if (Choose(check, operation) is { } chosen)
                asked.Add((operation, Task.Run(() => AskAsync(check, operation, doubt, chosen))));
        }

        var settled = new HashSet<long>();
        foreach ((JournaledOperation operation, Task<Finding?> answer) in asked)
        {
            if (_log.WaitFor(cmdlet, answer) is not { } finding)
                cmdlet.WriteError(InDoubt(operation, "The vendor cannot be asked about it without the row: run the row again, or check the portal."));
            else if (finding.Kind is FindingKind.Ours or FindingKind.Absent)
                Settle(operation, finding, reason, settled);
            else
                cmdlet.WriteError(InDoubt(operation, finding.Text.Length > 0 ? finding.Text : "The vendor did not answer."));
        }

        return settled;
    }

    public void Dispose() => _asking.Dispose();

    private void Settle(JournaledOperation operation, Finding finding, string? reason, HashSet<long> settled)
    {
        bool isDone = finding.Kind == FindingKind.Ours;
        string found = !isDone ? "does not have the customer" : operation.Kind == OperationKind.Delete ? "no longer has the customer" : "has the customer";
        var settlement = new Settlement(
            isDone ? OperationState.Confirmed : OperationState.NotSent,
            finding.VendorId,
            Environment.UserName,
            reason ?? $"The vendor was asked, and {found}.",
            TimeProvider.System.GetUtcNow());
        bool isSettled;
        lock (journal)
            isSettled = journal.Settle([operation.Id], settlement).Count > 0;
        if (isSettled)
            settled.Add(operation.Id);
        else
            cmdlet.WriteError(ErrorRecords.NotInDoubt(operation));
    }

    private Connection? Choose(DoubtCheck check, JournaledOperation operation)
    {
        Vendor vendor = VendorRegistry.All.First(vendor => vendor.Name == operation.Vendor);
        Connection? chosen = connection ?? ConnectionTable.Current.Default(vendor);
        ErrorRecord? error = chosen is null ? ErrorRecords.NotConnected(vendor)
            : chosen.IsClosed ? ErrorRecords.Closed(chosen)
            : WhyNot(check, operation, chosen) is { } reason ? InDoubt(operation, $"It was not asked about: {reason}.")
            : null;
        if (error is not null)
            cmdlet.WriteError(error);
        return error is null ? chosen : null;
    }

    private static string? WhyNot(DoubtCheck check, JournaledOperation operation, Connection chosen)
    {
        try
        {
            return check.WhyNot(operation, chosen);
        }
        catch (VendorApiException exception) when (exception.Error == ProvisioningError.AccountUnclear)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    private async Task<Finding?> AskAsync(DoubtCheck check, JournaledOperation operation, Doubt doubt, Connection chosen)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await check.FindAsync(operation, doubt, chosen).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
    }

    private static ErrorRecord InDoubt(JournaledOperation operation, string message) => ErrorRecords.Of(
        new VendorApiException(
            ProvisioningError.OutcomeUnknown, $"The operation {operation.Id} ('{operation.Key}') is still in doubt. {message}")
        {
            Vendor = operation.Vendor,
            Operation = operation.Operation,
            CorrelationId = operation.CorrelationId,
            Delivery = Delivery.Unknown,
            OperationId = operation.Id,
            Advice = DoubtAdvice.Of(operation),
        },
        operation);
}
