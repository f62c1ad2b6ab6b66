using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Sandbox.Faults;

/// <summary>The rules of a plan, whether it comes from code or from a request.</summary>
internal static class FaultPlanRules
{
    // Sums of decimal fractions can differ slightly from 1.
    private const double SumTolerance = 1e-9;

    public static IReadOnlyList<string> Problems(FaultPlan plan, IReadOnlyCollection<string> vendors)
    {
        var problems = new List<string>();
        foreach (string kind in plan.Next.Where(kind => kind != FaultKinds.Ok && FaultKinds.Find(kind) is null))
            problems.Add($"Unknown fault kind '{kind}' in next.");
        foreach (string kind in plan.Rates.Keys.Where(kind => FaultKinds.Find(kind) is null))
            problems.Add($"Unknown fault kind '{kind}' in rates.");
        foreach (string kind in plan.Rates.Where(rate => rate.Value is not (>= 0 and <= 1)).Select(rate => rate.Key))
            problems.Add($"The rate of '{kind}' must be between 0 and 1.");
        if (plan.Rates.Values.Sum() > 1 + SumTolerance)
            problems.Add("The rates together must not exceed 1.");
        foreach (string vendor in plan.Vendors?.Where(vendor => !vendors.Contains(vendor)) ?? [])
            problems.Add($"Unknown vendor '{vendor}'. Known: {string.Join(", ", vendors)}.");

        Check("latencyMs", plan.LatencyMs);
        Check("retryAfterSeconds", plan.RetryAfterSeconds);
        Check("hangMs", plan.HangMs);
        Check("lateMs", plan.LateMs);
        return problems;

        void Check(string name, int value)
        {
            if (value < 0)
                problems.Add($"{name} must not be negative.");
        }
    }
}
