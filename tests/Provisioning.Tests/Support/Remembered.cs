using System.Threading.Tasks;
using Provisioning.Execution;

namespace Provisioning.Tests.Support;

/// <summary>What a journal remembers about an operation, as a test says it.</summary>
internal sealed class Remembered(EarlierCall? earlier = null, bool isNameTaken = false) : IOperationRecord
{
    public EarlierCall? Earlier => earlier;

    public bool WasAbsent { get; set; }

    public bool WasThere { get; init; }

    public Task NoteAbsentAsync()
    {
        WasAbsent = true;
        return Task.CompletedTask;
    }

    public Task<bool> IsNameTakenByAnotherAsync() => Task.FromResult(isNameTaken);
}
