using System.Collections.Generic;
using System.Threading.Tasks;
using Provisioning.Operations;

namespace Provisioning.Journal;

/// <summary>What a store does in one transaction. The store gives each work its result; those who asked hear of it once all is durable.</summary>
/// <param name="Now">The time of it all, in milliseconds of the Unix epoch.</param>
internal sealed record JournalBatch(long Now)
{
    /// <summary>Operations that ended; recorded first.</summary>
    public List<JournalWork<ICompletion, bool>> Completions { get; } = [];

    /// <summary>Operations that want to be sent.</summary>
    public List<JournalWork<Intent, Claim>> Claims { get; } = [];

    /// <summary>Questions whether another operation has one of an operation's names.</summary>
    public List<JournalWork<NameQuestion, bool>> NameQuestions { get; } = [];
}

/// <summary>One thing to do, and what came of it.</summary>
/// <typeparam name="TInput">What to do it with.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
/// <param name="input">What to do it with.</param>
internal sealed class JournalWork<TInput, TResult>(TInput input) : IJournalWork
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TInput Input { get; } = input;

    /// <summary>Set by the store.</summary>
    public TResult Result { get; set; } = default!;

    public Task<TResult> Task => _source.Task;

    public void Succeed() => _source.SetResult(Result);

    public void Fail(VendorApiException error) => _source.SetException(error);
}

/// <summary>A work's two ends.</summary>
internal interface IJournalWork
{
    void Succeed();

    void Fail(VendorApiException error);
}

/// <summary>Whether another operation of the same account has one of these names.</summary>
/// <param name="Id">The journal's number of the operation that asks.</param>
/// <param name="Scope">Whose operations.</param>
/// <param name="Names">The names.</param>
internal sealed record NameQuestion(long Id, OperationScope Scope, IReadOnlyList<OperationName> Names);

/// <summary>What is recorded of an operation that ended: a view of its result, not a copy.</summary>
internal interface ICompletion
{
    /// <summary>The journal's number of the operation.</summary>
    long Id { get; }

    /// <summary>The run that worked on it.</summary>
    System.Guid Run { get; }

    OperationState State { get; }

    string? VendorId { get; }

    /// <summary>The vendor's description of the customer, as JSON, with secrets masked.</summary>
    string? Answer { get; }

    string? Error { get; }

    string? Message { get; }

    /// <summary>How many calls this run sent.</summary>
    int Attempts { get; }

    /// <summary>When its first call was begun, in milliseconds of the Unix epoch; null where none was.</summary>
    long? Sent { get; }

    /// <summary>How long the vendor took, in milliseconds; null where no call was begun.</summary>
    long? Duration { get; }
}
