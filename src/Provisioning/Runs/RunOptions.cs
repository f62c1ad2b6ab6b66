using System;

namespace Provisioning.Runs;

/// <summary>How many rows are worked on, and how a run ends.</summary>
internal sealed record RunOptions
{
    /// <summary>So many operations at once, 1 to 256.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Confirmed operations are sent again.</summary>
    public bool Force { get; init; }

    /// <summary>How long what is in flight may still be answered after a stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many rows may be held between the one that is next to be written and the one that was read last. One slow row does not idle the slots, and memory does not grow with the input.</summary>
    public int Window => Math.Max(256, ThrottleLimit * 16);
}
