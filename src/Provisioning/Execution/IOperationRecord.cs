using System;
using System.Threading.Tasks;

namespace Provisioning.Execution;

/// <summary>What is remembered about an operation, and what it remembers for later runs.</summary>
internal interface IOperationRecord
{
    /// <summary>The call of an earlier run, if that is in doubt; null if there is none.</summary>
    EarlierCall? Earlier { get; }

    /// <summary>Whether the vendor did not have the customer before the first call, so that one that is there later is ours.</summary>
    bool WasAbsent { get; }

    /// <summary>Whether the vendor had the customer before the first call, so that one that is there later is not ours.</summary>
    bool WasThere { get; }

    /// <summary>Whether an earlier operation that does the same is in doubt.</summary>
    bool HasEarlierDoubt { get; }

    /// <summary>Remembers that the vendor does not have the customer yet. To be called before the first call.</summary>
    Task NoteAbsentAsync();

    /// <summary>Returns whether another operation has one of the operation's names, so that "there" does not mean "ours".</summary>
    Task<bool> IsNameTakenByAnotherAsync();
}

/// <summary>A call of an earlier run that is in doubt.</summary>
/// <param name="SinceOver">How long it has surely been over. Negative if it may still be on its way.</param>
/// <param name="IsSpelledOtherwise">Whether it was made with another spelling of the customer's names.</param>
/// <param name="Message">What is known of it; null if nothing is, because its run was killed.</param>
internal sealed record EarlierCall(TimeSpan SinceOver, bool IsSpelledOtherwise, string? Message = null);

/// <summary>The record of an operation in a run without a journal, or of one that is only planned.</summary>
/// <param name="wasAbsent">Whether the vendor did not have the customer before the first call.</param>
internal sealed class UnrecordedOperation(bool wasAbsent = false) : IOperationRecord
{
    public EarlierCall? Earlier => null;

    public bool WasAbsent { get; private set; } = wasAbsent;

    public bool WasThere => false;

    public bool HasEarlierDoubt => false;

    public Task NoteAbsentAsync()
    {
        WasAbsent = true;
        return Task.CompletedTask;
    }

    public Task<bool> IsNameTakenByAnotherAsync() => Task.FromResult(false);
}

/// <summary>A row's place among those that make calls at the same time.</summary>
internal interface IRowSlot
{
    /// <summary>Gives the place to other rows while a row waits for something else, and takes it back.</summary>
    /// <param name="wait">What the row waits for.</param>
    Task LeaveAsync(Task wait);
}
