using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>Which operations of a journal are asked for; what is null or empty does not narrow.</summary>
public sealed record OperationFilter
{
    /// <summary>The journal's own numbers.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>The vendors' names.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];

    /// <summary>The states.</summary>
    public IReadOnlyList<OperationState> States { get; init; } = [];

    /// <summary>The keys, with <c>*</c> and <c>?</c> as wildcards, in any case.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Changed at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Last changed before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Last worked on by this run.</summary>
    public Guid? Run { get; init; }

    /// <summary>How many of the newest to pass over.</summary>
    public long Skip { get; init; }

    /// <summary>How many at most; null for all.</summary>
    public long? First { get; init; }
}
