using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Provisioning.Journal;

namespace Provisioning.Chaos;

/// <summary>What one scenario found: figures for a person, and every claim that did not hold. Parts of a scenario may report at the same time.</summary>
internal sealed class ScenarioReport(string scenario)
{
    private const int ShownPerClaim = 5;

    private readonly Lock _gate = new();
    private readonly List<(string Name, string Value)> _figures = [];
    private readonly Dictionary<string, List<string>> _broken = [];
    private readonly HashSet<string> _claims = [];

    public bool Holds => _broken.Count == 0;

    public IReadOnlyList<string> Broken => [.. _broken.SelectMany(static claim => claim.Value.Take(ShownPerClaim).Select(detail => $"{claim.Key}: {detail}"))];

    public void Figure(string name, long value) => Figure(name, value.ToString("N0", CultureInfo.InvariantCulture));

    public void Figure(string name, TimeSpan value) => Figure(name, value.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture));

    public void Figure(string name, string value)
    {
        lock (_gate)
            _figures.Add((name, value));
    }

    /// <summary>For parts that reported at the same time: the same table each time.</summary>
    public void SortFigures() => _figures.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));

    /// <summary>States a claim; the detail is made only where it does not hold.</summary>
    public void Claim(bool holds, string claim, Func<string> detail)
    {
        lock (_gate)
        {
            _claims.Add(claim);
            if (holds)
                return;
            if (!_broken.TryGetValue(claim, out List<string>? details))
                _broken[claim] = details = [];
            details.Add(detail());
        }
    }

    /// <summary>As Markdown, to be pasted into docs/reliability.md.</summary>
    public string ToText(ChaosOptions options, TimeSpan elapsed)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {scenario}: {(Holds ? "holds" : "BROKEN")} "
            + $"(seed {options.Seed}, {elapsed.TotalSeconds:0.0} s, {_claims.Count} kinds of claim)\n\n");
        text.Append("| figure | value |\n|---|---:|\n");
        foreach ((string name, string value) in _figures)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");
        foreach ((string claim, List<string> details) in _broken)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nBROKEN, {details.Count} times: {claim}\n");
            foreach (string detail in details.Take(ShownPerClaim))
                text.Append(CultureInfo.InvariantCulture, $"  - {detail}\n");
        }

        return text.ToString();
    }
}
