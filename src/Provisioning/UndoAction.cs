namespace Provisioning;

/// <summary>How a customer that a run created is taken back.</summary>
public enum UndoAction
{
    /// <summary>The vendor removes it.</summary>
    Remove,

    /// <summary>The vendor disables or suspends it. It is not closed, so that it can be switched on again.</summary>
    SwitchOff,

    /// <summary>Nothing is to be done: it was taken back or removed already.</summary>
    Done,

    /// <summary>It cannot be taken back by this module.</summary>
    None,
}
