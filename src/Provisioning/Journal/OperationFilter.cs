using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>Selects operations of a journal. A property that is null or empty does not restrict the selection.</summary>
public sealed record OperationFilter
{
    /// <summary>The numbers of the operations in the journal.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>The vendors' names.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];

    /// <summary>The states.</summary>
    public IReadOnlyList<OperationState> States { get; init; } = [];

    /// <summary>The keys, not case-sensitive, with the wildcards <c>*</c> and <c>?</c>.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Changed at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Last changed before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Last worked on by this run.</summary>
    public Guid? Run { get; init; }

    /// <summary>The number of operations to skip, newest first.</summary>
    public long Skip { get; init; }

    /// <summary>Maximum number of operations; null for all.</summary>
    public long? First { get; init; }
}
