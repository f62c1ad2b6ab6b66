namespace Provisioning;

/// <summary>What an operation does to the vendor's data. The numbers are stored: they do not change.</summary>
public enum OperationKind
{
    /// <summary>Makes something new. The same key is done once: a second run replays it.</summary>
    Create = 0,

    /// <summary>Sets fields of something that is there. Repeatable: doing it twice makes no difference.</summary>
    Update = 1,

    /// <summary>Removes something. Repeatable.</summary>
    Delete = 2,

    /// <summary>Adds to something that is there, such as credits: not repeatable. With a key it is done once, as a Create is.</summary>
    Add = 3,
}

/// <summary>What follows from an operation's kind, in one place.</summary>
internal static class OperationKinds
{
    /// <summary>Whether the journal answers for a second operation of the same key. If not, each one is a new operation.</summary>
    public static bool IsDoneOncePerKey(this OperationKind kind) => kind is OperationKind.Create or OperationKind.Add;

    /// <summary>Whether a call that may or may not have been processed can be made again without harm.</summary>
    public static bool IsRepeatable(this OperationKind kind) => kind is OperationKind.Update or OperationKind.Delete;

    /// <summary>Whether an administrator may insist on a second one although the first is confirmed.</summary>
    public static bool CanBeForced(this OperationKind kind) => kind is OperationKind.Create;
}
