using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;

namespace Provisioning.Operations;

/// <summary>A call of a vendor that changes something, described once, as data. One executor makes all of them.</summary>
public abstract class OperationDefinition
{
    /// <summary>The vendor that the call belongs to.</summary>
    public required Vendor Vendor { get; init; }

    /// <summary>What the call does to the vendor's data. The meaning of recovery, keys and force follows from it.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The stable name, as the journal has it: <c>CustomerUser.Create</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The vendor's document that describes the fields, rules and answers.</summary>
    public required string Document { get; init; }

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>How the fields are encoded.</summary>
    public required BodyEncoding Encoding { get; init; }

    /// <summary>Makes the verdict of an answer with a 2xx status.</summary>
    public required Func<Answer, Verdict> ReadSuccess { get; init; }

    /// <summary>Makes the verdict of a refusal.</summary>
    public required Func<Answer, Verdict> ReadRefusal { get; init; }

    /// <summary>The names of the fields on the wire, in the order of the vendor's document.</summary>
    public abstract IEnumerable<string> FieldNames { get; }

    /// <summary>How to take back what the operation created; null if the vendor documents no way.</summary>
    internal TakeBack? TakeBack { get; init; }

    /// <summary>The names of the fields with their rules, in the same order.</summary>
    internal abstract IEnumerable<KeyValuePair<string, IReadOnlyList<Rule>>> FieldRules { get; }

    /// <summary>
    /// Makes the operation of a row again, from what a journal knows of it, to ask the vendor about it. It cannot be sent. Null if the vendor
    /// cannot be asked without the row.
    /// </summary>
    internal abstract PreparedOperation? Recall(RecordedOperation recorded, Connection connection);

    /// <summary>Makes the verdict of an answer.</summary>
    internal Verdict Judge(Answer answer) => answer.Status == 303
        ? Verdict.Unknown(
            "The vendor answered with a reference to another page (HTTP 303 See Other), which usually means that the call was processed."
            + " The reference is not followed, because credentials would be sent to another address.")
        : StatusRules.Judge(answer, ReadSuccess, ReadRefusal);
}

/// <summary>A call of a vendor, with the types of its request and result.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the result in the pipeline.</typeparam>
public sealed class OperationDefinition<TRequest, TResult> : OperationDefinition
    where TRequest : class
    where TResult : ProvisionedResource
{
    /// <summary>The path, relative to the connection's base address. It may contain IDs of the request.</summary>
    public required Func<TRequest, string> Path { get; init; }

    /// <summary>The fields, in the order of the vendor's document.</summary>
    public required FieldList<TRequest> Fields { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> FieldNames => Fields.Select(static item => item.Name);

    internal override IEnumerable<KeyValuePair<string, IReadOnlyList<Rule>>> FieldRules =>
        Fields.Select(static item => new KeyValuePair<string, IReadOnlyList<Rule>>(item.Name, item.Rules));

    /// <summary>The rules that involve more than one field.</summary>
    public IReadOnlyList<RowRule<TRequest>> RowRules { get; init; } = [];

    /// <summary>The names by which the vendor knows a customer, the best first. The best one is the natural key.</summary>
    public required NameList<TRequest> Names { get; init; }

    /// <summary>What is read before the call; null if the call needs only the request.</summary>
    public ReadFirst<TRequest>? ReadFirst { get; init; }

    /// <summary>
    /// How to find out whether the customer is there, so that a call in doubt can be settled; null if the vendor documents no way. A person
    /// then settles it, unless the call is repeatable.
    /// </summary>
    internal Look<TRequest>? Look { get; init; }

    /// <summary>
    /// How to find out whether the vendor has the customer of a request already, whoever created it; null if the vendor documents no way. It
    /// finds <see cref="FindingKind.There"/>, and never <see cref="FindingKind.Ours"/>.
    /// </summary>
    internal Look<TRequest>? LookForExisting { get; init; }

    /// <summary>
    /// Returns what in a confirmed answer contradicts the request, so that it may be the answer to another call; null if nothing does.
    /// </summary>
    internal Func<TRequest, Verdict, string?> FindContradiction { get; init; } = static (_, _) => null;

    /// <summary>
    /// Describes what the operation changes, for a person who has to settle a doubt: it is asked before the first call and after one in
    /// doubt. Null if nothing is to be seen.
    /// </summary>
    internal Func<Inquiry<TRequest>, Task<string?>>? ObserveAsync { get; init; }

    /// <summary>
    /// Returns the ID of the customer that no longer exists once the operation is confirmed, so that the journal no longer replays its
    /// creation; null for none.
    /// </summary>
    public Func<TRequest, Guid?> RemovedId { get; init; } = static _ => null;

    /// <summary>Assigns an ID that the module chooses; null if the vendor does not let the caller choose one.</summary>
    public Action<TRequest, Guid>? AssignId { get; init; }

    /// <summary>Returns the ID that the request already has.</summary>
    public Func<TRequest, Guid?> ChosenId { get; init; } = static _ => null;

    /// <summary>Makes the result from the request, the vendor's description if it gave one, and the ID.</summary>
    public required Func<TRequest, JObject?, string?, TResult> CreateResult { get; init; }

    internal override PreparedOperation? Recall(RecordedOperation recorded, Connection connection) => Look?.Recall is { } recall
        ? new PreparedOperation<TRequest, TResult>(this, recall(recorded), connection, row: 1) { Recorded = recorded }
        : null;

    /// <summary>Checks whether a request complies with all rules.</summary>
    /// <param name="request">The request.</param>
    /// <returns>All violations, in the order of the document; empty if there are none.</returns>
    public IReadOnlyList<FieldError> Check(TRequest request) => Fields.Check(request, RowRules);
}
