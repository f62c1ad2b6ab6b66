using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Sandbox.State;

namespace Provisioning.Chaos.Claims;

/// <summary>Holds what runs said, what the journal says and what the sandbox holds against each other, row by row.</summary>
/// <param name="report">Where it says what does not agree.</param>
/// <param name="rows">The input.</param>
/// <param name="isConcurrent">Whether the runs worked at the same time: then none of them is the last.</param>
internal sealed class ClaimsChecker(ScenarioReport report, IReadOnlyList<ChaosRow> rows, bool isConcurrent = false)
{
    private static readonly HashSet<string> _expected =
    [
        nameof(Outcome.Created), nameof(Outcome.Recovered), nameof(Outcome.Replayed), RowOutcome.NotStarted,
        nameof(ProvisioningError.Rejected), nameof(ProvisioningError.OutcomeUnknown), nameof(ProvisioningError.Throttled), nameof(ProvisioningError.NotSent),
    ];

    public void Check(IReadOnlyList<RunLog> runs, Holdings holdings, IReadOnlyList<JournaledOperation> journal)
    {
        SandboxSnapshot snapshot = holdings.Snapshot;
        report.Claim(snapshot.Duplicates is { ByKey: 0, ByCall: 0 }, "the sandbox counts no duplicate, by key or by call",
            () => snapshot.Duplicates.ToString());
        report.Claim(snapshot.RedirectsFollowed == 0, "no redirect is followed", () => $"{snapshot.RedirectsFollowed} were");
        foreach (RunLog run in runs)
            CheckOrder(run);

        ILookup<int, RowOutcome> said = runs.SelectMany(static run => run.Outcomes).ToLookup(static outcome => outcome.Row);
        Dictionary<(string, string), JournaledOperation> recorded = journal.ToDictionary(static entry => (entry.Vendor, entry.Key));
        foreach (ChaosRow row in rows)
        {
            recorded.TryGetValue((row.Vendor.ToString(), row.Key), out JournaledOperation? entry);
            CheckWords(row, [.. said[row.Number]]);
            CheckRow(row, [.. said[row.Number].Where(static outcome => !outcome.IsSilent)], entry, holdings.Of(row.Vendor, row.Key));
        }

        report.Claim(recorded.Count <= rows.Count, "the journal knows no operation that was not asked for",
            () => $"{recorded.Count} entries for {rows.Count} rows");
    }

    private void CheckOrder(RunLog run)
    {
        bool isOrdered = run.Outcomes.Select(static (outcome, index) => outcome.Row == index + 1).All(static inPlace => inPlace);
        report.Claim(isOrdered, "results come in the order of the input, none left out", () => "a run's rows are out of order or have gaps");
        if (run.Completed)
            report.Claim(run.Outcomes.Count == rows.Count, "a run that ends has a result for every row",
                () => $"{run.Outcomes.Count} results for {rows.Count} rows");
    }

    private void CheckWords(ChaosRow row, IReadOnlyList<RowOutcome> said)
    {
        foreach (RowOutcome outcome in said)
        {
            // Every key is new to the sandbox: "taken" could only mean a call of ours that was sent twice without being recognised.
            bool isExpected = _expected.Contains(outcome.Word) || (isConcurrent && outcome.Word == nameof(ProvisioningError.HeldByAnotherRun));
            report.Claim(isExpected, "no row ends in an error that the faults do not explain", () => $"row {row}: {outcome}");
            report.Claim(!outcome.Message.StartsWith("The module failed", StringComparison.Ordinal), "the module itself does not fail",
                () => $"row {row}: {outcome}");
        }
    }

    private void CheckRow(ChaosRow row, IReadOnlyList<RowOutcome> said, JournaledOperation? entry, IReadOnlyList<CreatedItem> created)
    {
        string Show() => $"row {row}: said [{string.Join(", ", said)}], journal {entry?.State.ToString() ?? "nothing"}, sandbox {created.Count}";

        report.Claim(created.Count <= 1, "no row is created twice", Show);
        report.Claim(said.Count(static outcome => outcome.IsMade) <= 1, "no row is said to be created twice", Show);
        report.Claim(said.Count > 0, "every row is done or reported", Show);
        report.Claim(entry is not null, "every row is in the journal", Show);
        if (said.Count == 0 || entry is null)
            return;

        report.Claim(entry is not { IsHeld: true }, "nothing is held once all runs have ended", Show);
        bool isDone = said.Any(static outcome => outcome.IsDone);
        report.Claim(isDone == (entry.State == OperationState.Confirmed), "done and confirmed in the journal are the same", Show);
        report.Claim(!isDone || created.Count == 1, "what is said to be done is there", Show);
        if (!isDone)
        {
            IEnumerable<RowOutcome> candidates = isConcurrent ? said : said.Skip(said.Count - 1);
            report.Claim(candidates.Any(outcome => StateFor(outcome.Word) == entry.State), "the journal says what the row's error says", Show);
            report.Claim(entry.State is not (OperationState.Rejected or OperationState.NotSent) || created.Count == 0,
                "what is said to be refused or not sent is not there", Show);
        }
        else if (!isConcurrent)
        {
            bool staysDone = said.SkipWhile(static outcome => !outcome.IsDone).Skip(1).All(static outcome => outcome.Word == nameof(Outcome.Replayed));
            report.Claim(staysDone, "a row that is done is replayed by later runs, not sent", Show);
        }

        if (created is [{ } item])
            CheckIdentity(entry, item, Show);
    }

    private void CheckIdentity(JournaledOperation entry, CreatedItem item, Func<string> show)
    {
        report.Claim(entry.VendorId is null || entry.VendorId == item.Id, "the journal's vendor id is the vendor's",
            () => $"{show()}: {entry.VendorId} is {item.Id}");
        bool isSameCall = entry.State != OperationState.Confirmed || item.CorrelationId is null || item.CorrelationId == entry.CorrelationId;
        report.Claim(isSameCall, "the journal's correlation id is that of the call that created",
            () => $"{show()}: {entry.CorrelationId} is {item.CorrelationId}");
    }

    private static OperationState? StateFor(string error) => error switch
    {
        nameof(ProvisioningError.Rejected) => OperationState.Rejected,
        nameof(ProvisioningError.Throttled) or nameof(ProvisioningError.NotSent) => OperationState.NotSent,
        nameof(ProvisioningError.OutcomeUnknown) => OperationState.InDoubt,
        _ => null,
    };
}
