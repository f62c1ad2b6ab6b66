using System;

namespace Provisioning.Runs;

/// <summary>How a run works, and how it is recorded.</summary>
public sealed record RunOptions
{
    /// <summary>Maximum number of operations at once, 1 to 256. Default: 4.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Whether confirmed operations are sent again. Default: no.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Whether a name that differs from a known one in letter case alone is another customer's, where both rows have keys of their own. Default: no.
    /// </summary>
    public bool AllowSimilar { get; init; }

    /// <summary>How long what is in flight may still be answered after a stop. Default: 10 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The journal; null chooses the one of the environment variable <c>PROVISIONING_JOURNAL</c>, else the default file.</summary>
    public string? Journal { get; init; }

    /// <summary>Whether the run does without a journal: then nothing protects a second run of the same rows. Default: no.</summary>
    public bool NoJournal { get; init; }

    /// <summary>The command that the journal names for the run. Default: the operation's name.</summary>
    public string? Command { get; init; }

    /// <summary>The file that the rows come from, where that is known.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// How many rows may be held between the one that is next to be given out and the one that was read last. One slow row does not idle the slots,
    /// and memory does not grow with the input.
    /// </summary>
    internal int Window => Math.Max(256, ThrottleLimit * 16);
}
