using System;

namespace Provisioning.Journal;

/// <summary>A run in the journal, that is one invocation over many rows.</summary>
public sealed class JournaledRun
{
    /// <summary>The run's ID.</summary>
    public required Guid Run { get; init; }

    /// <summary>What is known about its end.</summary>
    public required RunState State { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it recorded its end; null while it is running, and if it never did.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>When it last recorded something, for a run that has not recorded its end; null if it recorded nothing, or has ended.</summary>
    public DateTimeOffset? LastActive { get; init; }

    /// <summary>How long it took. For a run without an end, up to what it last recorded; null if there is nothing.</summary>
    public TimeSpan? Duration => (Ended ?? LastActive) is { } end ? end > Started ? end - Started : TimeSpan.Zero : null;

    /// <summary>The user who started it.</summary>
    public required string User { get; init; }

    /// <summary>The computer that it ran on.</summary>
    public required string Computer { get; init; }

    /// <summary>The ID of its process.</summary>
    public required int Process { get; init; }

    /// <summary>The name of the command: <c>New-CcCustomer</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    /// <summary>The tenant, reseller or account of the connection; null if accounts are not distinguished.</summary>
    public string? Account { get; init; }

    /// <summary>The name of the connection.</summary>
    public required string Connection { get; init; }

    /// <summary>The base address of the connection.</summary>
    public required string BaseUri { get; init; }

    /// <summary>The file that the rows came from; null if it is not known.</summary>
    public string? Source { get; init; }

    /// <summary>Rows whose call the vendor confirmed: something was created, changed, removed or added.</summary>
    public required int Created { get; init; }

    /// <summary>Rows whose answer was lost, and whose customer turned out to exist.</summary>
    public required int Recovered { get; init; }

    /// <summary>Rows that the journal already had.</summary>
    public required int Replayed { get; init; }

    /// <summary>Rows whose customer the vendor had already, which was accepted.</summary>
    public required int Existing { get; init; }

    /// <summary>Rows that failed, not including those in doubt.</summary>
    public required int Failed { get; init; }

    /// <summary>
    /// Rows that were in doubt when the run ended. For a run that did not record its end, the rows that are in doubt now.
    /// </summary>
    public required int InDoubt { get; init; }

    /// <summary>Rows that were read and not sent, because the run ended.</summary>
    public required int NotStarted { get; init; }

    /// <summary>All rows that the run has a result of.</summary>
    public int Rows => Created + Recovered + Replayed + Existing + Failed + InDoubt + NotStarted;

    /// <summary>The journal that contains the run: the path of a file, or the address of a database without credentials.</summary>
    public required string Journal { get; init; }
}
