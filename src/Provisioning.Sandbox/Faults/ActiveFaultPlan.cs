using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Provisioning.Sandbox.Faults;

/// <summary>A plan in effect, with the rest of its script and the state of its random number generator.</summary>
internal sealed class ActiveFaultPlan
{
    private readonly ConcurrentQueue<string> _script;
    private readonly (FaultKind Kind, double UpTo)[] _rates;
    private readonly HashSet<string>? _vendors;
    private readonly Random _random;
    private readonly Lock _drawing = new();

    public ActiveFaultPlan(FaultPlan plan)
    {
        Plan = plan;
        _script = new ConcurrentQueue<string>(plan.Next);
        _vendors = plan.Vendors?.ToHashSet(StringComparer.Ordinal);
        // The seed makes the faults repeatable. It is not used for security.
#pragma warning disable CA5394
        _random = new Random(plan.Seed);
#pragma warning restore CA5394

        double sum = 0;
        _rates =
        [
            .. plan.Rates.OrderBy(rate => rate.Key, StringComparer.Ordinal).Select(rate => (FaultKinds.Find(rate.Key)!, sum += rate.Value)),
        ];
    }

    public FaultPlan Plan { get; }

    public IReadOnlyList<string> Left => [.. _script];

    public bool Concerns(string vendor, CallKind call) => (_vendors is null || _vendors.Contains(vendor)) && call switch
    {
        CallKind.Read => Plan.Reads,
        CallKind.Token => Plan.Tokens,
        _ => true,
    };

    public FaultKind? Next()
    {
        if (_script.TryDequeue(out string? kind))
            return FaultKinds.Find(kind);
        if (_rates.Length == 0)
            return null;

        double draw = Draw();
        foreach ((FaultKind candidate, double upTo) in _rates)
        {
            if (draw < upTo)
                return candidate;
        }

        return null;
    }

    private double Draw()
    {
        lock (_drawing)
        {
#pragma warning disable CA5394
            return _random.NextDouble();
#pragma warning restore CA5394
        }
    }
}
