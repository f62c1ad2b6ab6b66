using System;
using System.Threading.Tasks;
using Provisioning.Operations;

namespace Provisioning.Journal;

/// <summary>A run's part in the journal: it lives as long as the run, and others can see whether it does.</summary>
internal sealed class RunJournal : IDisposable
{
    private readonly JournalWriter _writer;
    private readonly RunLock _lock;

    private RunJournal(string path, JournalWriter writer, RunLock runLock)
    {
        Path = path;
        _writer = writer;
        _lock = runLock;
    }

    public string Path { get; }

    public Guid Run => _lock.Run;

    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static RunJournal Open(string path, TimeProvider time)
    {
        JournalWriter writer = JournalWriter.Open(path, time);
        try
        {
            return new RunJournal(path, writer, RunLock.Take(path));
        }
        catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException)
        {
            writer.Dispose();
            throw JournalErrors.From(path, exception);
        }
    }

    /// <summary>Records the intent, or says why it must not be sent. Done when it is on disk.</summary>
    public Task<Claim> ClaimAsync(PreparedOperation operation, bool force) => _writer.ClaimAsync(operation, Run, force);

    /// <summary>Records what became of it. Done when it is on disk.</summary>
    public Task CompleteAsync(long id, Outcomes outcome) => _writer.CompleteAsync(id, Run, outcome);

    /// <summary>Whether another operation of the same account has one of this one's names, so that "taken" does not mean "ours".</summary>
    public Task<bool> IsNameUsedByAnotherAsync(PreparedOperation operation, long id) => _writer.IsNameUsedByAnotherAsync(operation, id);

    public void Dispose()
    {
        _writer.Dispose();
        _lock.Dispose();
    }
}
