using System;
using System.Collections.Generic;
using System.Threading;
using Provisioning.Sandbox.State;

namespace Provisioning.Sandbox.Faults;

/// <summary>The faults of the server, for code: the same as <c>/_sandbox/faults</c>.</summary>
public sealed class SandboxFaults
{
    private readonly SandboxState _state;
    private ActiveFaultPlan _active = new(FaultPlan.None);

    internal SandboxFaults(SandboxState state) => _state = state;

    /// <summary>The plan in effect, with the rest of its script. Setting it restarts the script and the random number generator.</summary>
    /// <exception cref="ArgumentException">The plan names an unknown kind or vendor, or a number is out of range.</exception>
    public FaultPlan Plan
    {
        get
        {
            ActiveFaultPlan active = Current;
            return active.Plan with { Next = active.Left };
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            IReadOnlyList<string> problems = FaultPlanRules.Problems(value, _state.VendorNames);
            if (problems.Count > 0)
                throw new ArgumentException(string.Join(" ", problems), nameof(value));
            Volatile.Write(ref _active, new ActiveFaultPlan(value));
        }
    }

    /// <summary>The names of all fault kinds.</summary>
    public static IReadOnlyCollection<string> Kinds => FaultKinds.Names;

    internal ActiveFaultPlan Current => Volatile.Read(ref _active);

    /// <summary>Sets a plan that consists of a script: one kind for each of the next create or change calls.</summary>
    /// <exception cref="ArgumentException">A kind is unknown.</exception>
    public void Script(params string[] kinds) => Plan = new FaultPlan { Next = kinds };

    /// <summary>Invalidates all tokens that were issued so far.</summary>
    public void ExpireTokens() => _state.Tokens.ExpireAll();

    /// <summary>Removes all faults.</summary>
    public void Clear() => Volatile.Write(ref _active, new ActiveFaultPlan(FaultPlan.None));

    /// <summary>Applies a posted body. If it has problems, nothing is changed.</summary>
    internal IReadOnlyList<string> Apply(byte[] body)
    {
        var reader = new FaultPlanReader();
        reader.Read(body);
        IReadOnlyList<string> problems = reader.Plan is null
            ? reader.Problems
            : [.. reader.Problems, .. FaultPlanRules.Problems(reader.Plan, _state.VendorNames)];
        if (problems.Count > 0)
            return problems;

        if (reader.Plan is { } plan)
            Plan = plan;
        if (reader.ExpireTokens)
            ExpireTokens();
        return [];
    }
}
