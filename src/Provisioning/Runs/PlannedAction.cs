namespace Provisioning.Runs;

/// <summary>What a run would do with a row.</summary>
public enum PlannedAction
{
    /// <summary>Creates the customer.</summary>
    Create,

    /// <summary>Returns the customer that the journal has as confirmed, without a call.</summary>
    Replay,

    /// <summary>The vendor has the customer already: an error, or with -IfExists Return the customer as it is.</summary>
    Existing,

    /// <summary>An earlier call for the row is in doubt, and is settled first.</summary>
    InDoubt,

    /// <summary>Refuses the row, because the journal or an earlier row has the customer with other data or a similar name.</summary>
    Conflict,

    /// <summary>An earlier row of the input is about the same customer with the same data.</summary>
    Duplicate,

    /// <summary>Refuses the row, because it violates documented rules.</summary>
    Invalid,

    /// <summary>Passes over the row, because it is empty or was taken back.</summary>
    Skipped,
}
