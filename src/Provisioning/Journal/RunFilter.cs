using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>Selects runs of a journal. A property that is null or empty does not restrict the selection.</summary>
public sealed record RunFilter
{
    /// <summary>The IDs of the runs, or how they begin: up to 32 hexadecimal digits in lower case, without hyphens.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>The vendors' names, not case-sensitive.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];

    /// <summary>Started at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Started before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Maximum number of runs; null for all.</summary>
    public long? First { get; init; }
}
