namespace Provisioning.Execution;

/// <summary>Receives messages about what an operation does. It may be called on any thread. No message contains a secret.</summary>
public interface IOperationLog
{
    /// <summary>Whether messages to <see cref="Debug"/> are wanted.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Reports something that an administrator should know about.</summary>
    /// <param name="text">The message.</param>
    void Warning(string text);

    /// <summary>Reports a step that an administrator may want to follow.</summary>
    /// <param name="text">The message.</param>
    void Verbose(string text);

    /// <summary>Shows a request or an answer with its secrets masked.</summary>
    /// <param name="text">The message.</param>
    void Debug(string text);
}

/// <summary>Discards all messages.</summary>
public sealed class SilentLog : IOperationLog
{
    /// <summary>The one instance.</summary>
    public static SilentLog Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsDebugEnabled => false;

    /// <inheritdoc/>
    public void Warning(string text)
    {
    }

    /// <inheritdoc/>
    public void Verbose(string text)
    {
    }

    /// <inheritdoc/>
    public void Debug(string text)
    {
    }
}
