using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;

namespace Provisioning.Operations;

/// <summary>A vendor's call that changes something, described once, as data. One executor runs all of them.</summary>
public abstract class OperationDefinition
{
    /// <summary>The vendor that it belongs to.</summary>
    public required Vendor Vendor { get; init; }

    /// <summary>What it does to the vendor's data; what recovery, keys and force mean follows from it.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The stable name, as in the journal: <c>CustomerUser.Create</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The document that the fields, the rules and the answers come from.</summary>
    public required string Document { get; init; }

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>How the fields are written.</summary>
    public required BodyEncoding Encoding { get; init; }

    /// <summary>Reads a 2xx answer.</summary>
    public required Func<Answer, Verdict> ReadSuccess { get; init; }

    /// <summary>Reads a refusing 4xx answer.</summary>
    public required Func<Answer, Verdict> ReadRefusal { get; init; }

    /// <summary>How a doubtful call is settled.</summary>
    public Recovery Recovery { get; init; } = Recovery.ByAPerson.Instance;

    /// <summary>The names of the fields on the wire, in the order of the vendor's document.</summary>
    public abstract IEnumerable<string> FieldNames { get; }

    /// <summary>What an answer says of the call.</summary>
    internal Verdict Judge(Answer answer) => StatusRules.Judge(answer, ReadSuccess, ReadRefusal);
}

/// <summary>A vendor's call with the request that it takes and the result that it gives.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResult">What a created customer looks like in the pipeline.</typeparam>
public sealed class OperationDefinition<TRequest, TResult> : OperationDefinition
    where TRequest : class
    where TResult : ProvisionedResource
{
    /// <summary>The path, relative to the connection's base address; it may hold ids of the request.</summary>
    public required Func<TRequest, string> Path { get; init; }

    /// <summary>The fields, in the order of the vendor's document.</summary>
    public required FieldList<TRequest> Fields { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> FieldNames => Fields.Select(static item => item.Name);

    /// <summary>The rules that look at more than one field.</summary>
    public IReadOnlyList<RowRule<TRequest>> RowRules { get; init; } = [];

    /// <summary>The names that the vendor knows a customer by, the best first: that one is the natural key.</summary>
    public required NameList<TRequest> Names { get; init; }

    /// <summary>What is read before the call; null where it needs nothing but the request.</summary>
    public ReadFirst<TRequest>? ReadFirst { get; init; }

    /// <summary>Lets the engine choose the id that the vendor allows the caller to choose; null where it does not.</summary>
    public Action<TRequest, Guid>? AssignId { get; init; }

    /// <summary>The id that the request holds already.</summary>
    public Func<TRequest, Guid?> ChosenId { get; init; } = static _ => null;

    /// <summary>Makes the result from the request, the vendor's own description where it gave one, and the id.</summary>
    public required Func<TRequest, JObject?, string?, TResult> CreateResult { get; init; }

    /// <summary>Checks a request against all rules.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Every violation, in the order of the document; empty where there is none.</returns>
    public IReadOnlyList<FieldError> Check(TRequest request) => Fields.Check(request, RowRules);
}
