using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading.Tasks;
using Provisioning.Execution;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>
/// Collects the messages of worker threads and writes them to PowerShell's streams on the pipeline's thread, the only one that may write
/// there.
/// </summary>
internal sealed class PipelineLog(bool isDebugEnabled) : IOperationLog
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<(Action<Cmdlet, string> Write, string Text)> _waiting = new();

    public bool IsDebugEnabled { get; } = isDebugEnabled;

    /// <summary>Whether there was a warning.</summary>
    public bool HasWarning { get; private set; }

    public void Warning(string text)
    {
        HasWarning = true;
        _waiting.Enqueue((static (cmdlet, line) => cmdlet.WriteWarning(line), text));
    }

    public void Verbose(string text) => _waiting.Enqueue((static (cmdlet, line) => cmdlet.WriteVerbose(line), text));

    public void Debug(string text) => _waiting.Enqueue((static (cmdlet, line) => cmdlet.WriteDebug(line), text));

    /// <summary>Waits for a task on the pipeline's thread, which meanwhile writes the messages that arrive.</summary>
    /// <returns>The task's result.</returns>
    public T WaitFor<T>(Cmdlet cmdlet, Task<T> task)
    {
        while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(s_pause))
            WriteTo(cmdlet);
        WriteTo(cmdlet);
        return task.GetAwaiter().GetResult();
    }

    public void WriteTo(Cmdlet cmdlet)
    {
        while (_waiting.TryDequeue(out (Action<Cmdlet, string> Write, string Text) line))
            line.Write(cmdlet, line.Text);
    }
}
