using System;
using System.Threading.Tasks;
using Provisioning.Execution;

namespace Provisioning.Tests.Support;

/// <summary>What a journal remembers about an operation, as a test says it.</summary>
internal sealed class Remembered(EarlierCall? earlier = null, bool isNameTaken = false) : IOperationRecord
{
    /// <summary>A call that can no longer be on its way, with the names as they are spelled now.</summary>
    public static EarlierCall LongOver { get; } = new(TimeSpan.FromDays(1), IsSpelledOtherwise: false);

    public EarlierCall? Earlier => earlier;

    public bool WasAbsent { get; set; }

    public bool WasThere { get; init; }

    public bool HasEarlierDoubt { get; init; }

    public Task NoteAbsentAsync()
    {
        WasAbsent = true;
        return Task.CompletedTask;
    }

    public Task<bool> IsNameTakenByAnotherAsync() => Task.FromResult(isNameTaken);
}
