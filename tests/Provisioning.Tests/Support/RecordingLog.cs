using System.Collections.Concurrent;
using System.Collections.Generic;
using Provisioning.Execution;

namespace Provisioning.Tests.Support;

/// <summary>Keeps what an operation tells.</summary>
internal sealed class RecordingLog : IOperationLog
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _warnings = new();

    public bool IsDebugEnabled => true;

    public IReadOnlyCollection<string> Warnings => _warnings;

    public string Text => string.Join('\n', _lines);

    public void Warning(string text)
    {
        _warnings.Enqueue(text);
        _lines.Enqueue(text);
    }

    public void Verbose(string text) => _lines.Enqueue(text);

    public void Debug(string text) => _lines.Enqueue(text);
}
