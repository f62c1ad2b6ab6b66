namespace Provisioning.Execution;

/// <summary>Where an operation tells what it does; may be called on any thread. Nothing handed in holds a secret.</summary>
public interface IOperationLog
{
    /// <summary>Whether anyone reads <see cref="Debug"/>.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Something that an administrator should know of without asking.</summary>
    /// <param name="text">The text.</param>
    void Warning(string text);

    /// <summary>A step that an administrator may want to follow.</summary>
    /// <param name="text">The text.</param>
    void Verbose(string text);

    /// <summary>A request or an answer, masked.</summary>
    /// <param name="text">The text.</param>
    void Debug(string text);
}

/// <summary>For callers that do not listen.</summary>
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
