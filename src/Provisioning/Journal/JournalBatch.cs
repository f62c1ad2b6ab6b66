using System.Collections.Generic;
using System.Threading.Tasks;

namespace Provisioning.Journal;

/// <summary>
/// What a store writes in one transaction. The store sets the result of each item of work. The callers receive it when everything is
/// durable.
/// </summary>
/// <param name="Now">The time of the transaction, in milliseconds of the Unix epoch.</param>
internal sealed record JournalBatch(long Now)
{
    /// <summary>Operations that have ended. They are recorded first.</summary>
    public List<JournalWork<ICompletion, bool>> Completions { get; } = [];

    /// <summary>Operations that are about to be sent.</summary>
    public List<JournalWork<Intent, Claim>> Claims { get; } = [];

    /// <summary>Operations whose customer was not there before their first call.</summary>
    public List<JournalWork<AbsenceNote, bool>> Absences { get; } = [];

    /// <summary>Questions whether another operation has one of an operation's names.</summary>
    public List<JournalWork<NameQuestion, bool>> NameQuestions { get; } = [];

    /// <summary>Rows of runs that no operation stands for.</summary>
    public List<JournalWork<RowNote, bool>> Notes { get; } = [];
}

/// <summary>One item of work, and its result.</summary>
/// <typeparam name="TInput">The type of the input.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <param name="input">The input.</param>
internal sealed class JournalWork<TInput, TResult>(TInput input) : IJournalWork
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TInput Input { get; } = input;

    /// <summary>The result, which the store sets.</summary>
    public TResult Result { get; set; } = default!;

    public Task<TResult> Task => _source.Task;

    public void Succeed() => _source.SetResult(Result);

    public void Fail(VendorApiException error) => _source.SetException(error);
}

/// <summary>An item of work, for the code that tells its caller how it ended.</summary>
internal interface IJournalWork
{
    void Succeed();

    void Fail(VendorApiException error);
}

/// <summary>Says that the vendor did not have the customer of an operation before its first call.</summary>
/// <param name="Id">The number of the operation in the journal.</param>
/// <param name="Run">The run that works on it.</param>
internal sealed record AbsenceNote(long Id, System.Guid Run);

/// <summary>Asks whether another operation at the same address, in any account, has one of these names.</summary>
/// <param name="Id">The number of the asking operation in the journal.</param>
/// <param name="Scope">The scope of the asking operation.</param>
/// <param name="Names">The names.</param>
internal sealed record NameQuestion(long Id, OperationScope Scope, IReadOnlyList<OperationName> Names);

/// <summary>What is recorded about an operation that has ended: a view of its result, not a copy.</summary>
internal interface ICompletion
{
    /// <summary>The number of the operation in the journal.</summary>
    long Id { get; }

    /// <summary>The run that worked on it.</summary>
    System.Guid Run { get; }

    OperationState State { get; }

    /// <summary>How the operation succeeded; null if it did not.</summary>
    Outcome? Outcome { get; }

    /// <summary>Whether the vendor refused because the customer was there already. That is remembered.</summary>
    bool WasThere { get; }

    string? VendorId { get; }

    /// <summary>The vendor's description of the customer, as JSON, with secrets masked.</summary>
    string? Answer { get; }

    string? Error { get; }

    string? Message { get; }

    /// <summary>The digest of the secrets that the vendor now has; null if that did not change.</summary>
    int? SecretsDigest { get; }

    /// <summary>The ID of the customer that the operation removed, whose creation is then no longer replayed; null for none.</summary>
    System.Guid? RemovedId { get; }

    /// <summary>The number of the operation whose customer was taken back, and which is then not created again; null for none.</summary>
    long? UndoneId { get; }

    /// <summary>
    /// Whether earlier operations with the same key that are in doubt are settled: making the change again has decided what they left open.
    /// </summary>
    bool EndsEarlierDoubts { get; }

    /// <summary>The number of calls that this run sent.</summary>
    int Attempts { get; }

    /// <summary>When its first call was started, in milliseconds of the Unix epoch; null if none was.</summary>
    long? Sent { get; }

    /// <summary>How long the vendor took, in milliseconds; null if no call was started.</summary>
    long? Duration { get; }
}
