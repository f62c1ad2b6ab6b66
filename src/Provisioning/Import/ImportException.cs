using System;

namespace Provisioning.Import;

/// <summary>What keeps an input from being read. Its message is for the person who runs the command.</summary>
/// <param name="id">The stable name of the error.</param>
/// <param name="message">The message.</param>
internal sealed class ImportException(string id, string message) : Exception(message)
{
    /// <summary>The stable name of the error.</summary>
    public string Id { get; } = id;
}
