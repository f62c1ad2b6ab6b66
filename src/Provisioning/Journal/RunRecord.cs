using System;

namespace Provisioning.Journal;

/// <summary>One invocation over many rows, as the journal has it.</summary>
internal sealed record RunRecord
{
    public required Guid Id { get; init; }

    /// <summary>The user of the process.</summary>
    public required string User { get; init; }

    public required string Computer { get; init; }

    /// <summary>The process number.</summary>
    public required int Process { get; init; }

    /// <summary>The command, as a person knows it: <c>New-CcCustomer</c>.</summary>
    public required string Command { get; init; }

    public required string Vendor { get; init; }

    public required string BaseUri { get; init; }

    public string? Account { get; init; }

    /// <summary>The connection's name.</summary>
    public required string Connection { get; init; }

    /// <summary>The file that the rows came from, where that is known.</summary>
    public string? Source { get; init; }

    /// <summary>The time limit of one call: others count the run's last call as over after that.</summary>
    public required TimeSpan LongestCall { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it is at work, and where it was killed.</summary>
    public DateTimeOffset? Ended { get; init; }

    public RunCounts Counts { get; init; } = new();
}

/// <summary>What a run's rows came to.</summary>
internal sealed record RunCounts
{
    public int Created { get; init; }

    public int Recovered { get; init; }

    public int Replayed { get; init; }

    public int Existing { get; init; }

    public int Failed { get; init; }

    public int InDoubt { get; init; }

    public int NotStarted { get; init; }
}
