using System;

namespace Provisioning.Journal;

/// <summary>A run, that is one invocation over many rows, as it is recorded when it starts.</summary>
internal sealed record RunRecord
{
    public required Guid Id { get; init; }

    /// <summary>The user who started it.</summary>
    public required string User { get; init; }

    public required string Computer { get; init; }

    /// <summary>The process ID.</summary>
    public required int Process { get; init; }

    /// <summary>The name of the command: <c>New-CcCustomer</c>.</summary>
    public required string Command { get; init; }

    public required string Vendor { get; init; }

    public required string BaseUri { get; init; }

    public string? Account { get; init; }

    /// <summary>The name of the connection.</summary>
    public required string Connection { get; init; }

    /// <summary>The file that the rows came from, if it is known.</summary>
    public string? Source { get; init; }

    /// <summary>The time limit of one call: after it, other runs regard the last call of a killed run as over.</summary>
    public required TimeSpan LongestCall { get; init; }

    public required DateTimeOffset Started { get; init; }
}

/// <summary>The numbers of a run's rows by how they ended.</summary>
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
