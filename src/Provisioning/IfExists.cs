namespace Provisioning;

/// <summary>What becomes of a row whose customer the vendor has already, and that no run of the journal has created.</summary>
public enum IfExists
{
    /// <summary>The row fails with <c>AlreadyExists</c>.</summary>
    Error,

    /// <summary>The row returns the customer as <c>Existing</c>, with what differs. Nothing is overwritten.</summary>
    Return,
}
