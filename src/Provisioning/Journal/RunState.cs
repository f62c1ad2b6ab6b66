namespace Provisioning.Journal;

/// <summary>What the journal knows about the end of a run.</summary>
public enum RunState
{
    /// <summary>The run is at work.</summary>
    Running,

    /// <summary>The run ended and recorded what became of each of its rows.</summary>
    Completed,

    /// <summary>
    /// The run is gone and did not record its end: its process was killed, or it left calls behind. What it was sending then is in doubt.
    /// </summary>
    Interrupted,
}
