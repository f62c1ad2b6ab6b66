using System;

namespace Provisioning.Runs;

/// <summary>The options of a run.</summary>
public sealed record RunOptions
{
    /// <summary>Maximum number of operations to run in parallel, 1 to 256. Default: 4.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Whether customers whose creation is confirmed are created another time. Default: no.</summary>
    public bool CreateAgain { get; init; }

    /// <summary>
    /// Whether names that differ only in case belong to different customers, if both rows have their own keys. Default: no.
    /// </summary>
    public bool AllowSimilar { get; init; }

    /// <summary>
    /// What becomes of a row whose customer the vendor has already. Vendors that can be asked are then asked before each first call. Default:
    /// null, which is an error if the vendor refuses the call.
    /// </summary>
    public IfExists? IfExists { get; init; }

    /// <summary>Whether rows are only planned: nothing is changed, neither with the vendor nor in the journal. Default: no.</summary>
    public bool IsPlan { get; init; }

    /// <summary>Whether a plan does without asking the vendor. Default: no.</summary>
    public bool IsOffline { get; init; }

    /// <summary>The plan that the rows must not have drifted from; null if none was approved.</summary>
    public ApprovedPlan? ApprovedPlan { get; init; }

    /// <summary>How long calls in flight may still be answered after a stop. Default: 10 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The journal; null for the one in the environment variable <c>PROVISIONING_JOURNAL</c>, else the default file.</summary>
    public string? Journal { get; init; }

    /// <summary>
    /// Whether to run without a journal. Nothing then prevents a second run from creating the same customers again. Default: no.
    /// </summary>
    public bool NoJournal { get; init; }

    /// <summary>The command that the journal records for the run. Default: the vendor's name.</summary>
    public string? Command { get; init; }

    /// <summary>The file that the rows come from, if it is known.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// How long rows may take to end after the grace period, when their calls were abandoned and their results are recorded. Whatever a
    /// platform does not end then must not keep the caller forever.
    /// </summary>
    internal TimeSpan LeavingTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Maximum number of rows between the next row to be taken and the last one that was added. One slow row does not leave the slots idle,
    /// and memory use does not grow with the input.
    /// </summary>
    internal int Window => Math.Max(256, ThrottleLimit * 16);

    /// <summary>
    /// The same while a row waits for a call in doubt to be surely over, which may take minutes: the rows behind it must not wait as well.
    /// </summary>
    internal int WindowWhileWaiting => Math.Max(8192, Window);
}
