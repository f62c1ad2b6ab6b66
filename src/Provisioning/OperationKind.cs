namespace Provisioning;

/// <summary>What an operation does to the vendor's data. The numbers are stored in journals and must not change.</summary>
public enum OperationKind
{
    /// <summary>Creates something. It is done once per key: a second run replays it.</summary>
    Create = 0,

    /// <summary>Sets fields of something that exists. Repeatable: doing it twice makes no difference.</summary>
    Update = 1,

    /// <summary>Removes something. Repeatable.</summary>
    Delete = 2,

    /// <summary>Adds to something that exists, such as credits. Not repeatable. With a key it is done once, like a Create.</summary>
    Add = 3,
}

/// <summary>Everything that follows from an operation's kind, in one place.</summary>
internal static class OperationKinds
{
    /// <summary>Whether the journal replays a second operation with the same key. If not, each one is a new operation.</summary>
    public static bool IsDoneOncePerKey(this OperationKind kind) => kind is OperationKind.Create or OperationKind.Add;

    /// <summary>Whether a call that may have been processed can safely be made again.</summary>
    public static bool IsRepeatable(this OperationKind kind) => kind is OperationKind.Update or OperationKind.Delete;

    /// <summary>How a row succeeds whose call is confirmed.</summary>
    public static Outcome Success(this OperationKind kind) => kind switch
    {
        OperationKind.Update => Outcome.Updated,
        OperationKind.Delete => Outcome.Removed,
        OperationKind.Add => Outcome.Added,
        _ => Outcome.Created,
    };

    /// <summary>Whether an administrator may do it a second time although the first is confirmed.</summary>
    public static bool CanBeDoneAgain(this OperationKind kind) => kind is OperationKind.Create;
}
