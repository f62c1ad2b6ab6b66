using System.Collections.Generic;
using System.Linq;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Sandbox.State;

namespace Provisioning.Chaos.Claims;

/// <summary>The figures that several scenarios show alike.</summary>
internal static class Figures
{
    public static void Sandbox(ScenarioReport report, Holdings holdings)
    {
        SandboxSnapshot snapshot = holdings.Snapshot;
        report.Figure("create calls received", snapshot.Calls);
        report.Figure("faults shown (kinds)", string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{snapshot.FaultsShown.Values.Sum():N0} ({snapshot.FaultsShown.Count})"));
        report.Figure("tokens issued", snapshot.TokensIssued);
        report.Figure("most calls at once", snapshot.MaxConcurrent);
        report.Figure("in the sandbox", snapshot.Created);
        report.Figure("duplicates by key / by call", $"{snapshot.Duplicates.ByKey} / {snapshot.Duplicates.ByCall}");
    }

    /// <summary>How many rows ended how, by their last word.</summary>
    public static void Words(ScenarioReport report, IEnumerable<RowOutcome> last, string prefix = "")
    {
        foreach (IGrouping<string, RowOutcome> word in last.GroupBy(static outcome => outcome.Word).OrderBy(static word => word.Key,
            System.StringComparer.Ordinal))
            report.Figure(prefix + word.Key, word.Count());
    }
}
