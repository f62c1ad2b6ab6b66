using System.Linq;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Worlds;

/// <summary>Every way in which the sandbox misbehaves, each as often as the others.</summary>
internal static class FaultMix
{
    // Two kinds end the run by design. Refused credentials: two of the four vendors cannot renew theirs, and the tokens of CloudCockpit and
    // SafeMobi are made to expire from outside instead (TokenExpiry), for all calls under way at once. And a redirect that is the first
    // answer of all.
    private static readonly string[] s_fatal = ["expiredToken", "redirect"];

    /// <param name="seed">The same seed draws the same faults in the same order; which call meets which depends on who comes first.</param>
    /// <param name="rate">How often a call meets any fault, 0 to 1. Reading back meets them as often as creating.</param>
    public static FaultPlan Of(int seed, double rate)
    {
        string[] kinds = [.. SandboxFaults.Kinds.Where(static kind => !s_fatal.Contains(kind))];
        return new FaultPlan
        {
            Seed = seed,
            Rates = kinds.ToDictionary(static kind => kind, _ => rate / kinds.Length),
            Reads = true,
            HangMs = 3_000,
            LateMs = Timing.LateMs,
        };
    }
}
