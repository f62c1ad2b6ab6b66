using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <inheritdoc/>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the result in the pipeline.</typeparam>
public sealed class PreparedOperation<TRequest, TResult> : PreparedOperation
    where TRequest : class
    where TResult : ProvisionedResource
{
    private readonly OperationDefinition<TRequest, TResult> _definition;
    private readonly TRequest _request;
    private Guid? _proposedId;
    private bool _hasOwnPath;

    /// <summary>Prepares the operation of a row.</summary>
    /// <param name="definition">The operation's definition.</param>
    /// <param name="request">The request, which must not change afterwards.</param>
    /// <param name="connection">The connection to use.</param>
    /// <param name="row">The row's number in the input, from 1.</param>
    /// <param name="operationKey">
    /// The key to use in place of the natural key, which is the best name that is given; null for the natural key.
    /// </param>
    public PreparedOperation(
        OperationDefinition<TRequest, TResult> definition, TRequest request, Connection connection, int row, string? operationKey = null)
        : base(definition, connection, row)
    {
        _definition = definition;
        _request = request;
        Path = definition.Path(request);
        OperationName[] names = definition.Names.Of(request);
        Names = names;
        HasOwnKey = !string.IsNullOrWhiteSpace(operationKey);
        Key = HasOwnKey ? operationKey : names.Length > 0 ? names[0].Value : null;
    }

    /// <inheritdoc/>
    public override Guid? ChosenId => _definition.ChosenId(_request);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, object>> VisibleFields
    {
        get
        {
            var fields = new List<KeyValuePair<string, object>>(_definition.Fields.Count);
            foreach (Field<TRequest> item in _definition.Fields)
            {
                if (item.Read(_request) is { } value and not Secret)
                    fields.Add(new KeyValuePair<string, object>(item.Name, value));
            }

            return fields;
        }
    }

    /// <summary>Changes the path of the operation.</summary>
    /// <param name="path">The path, relative to the base address.</param>
    /// <returns>The operation itself.</returns>
    public PreparedOperation<TRequest, TResult> WithPath(string path)
    {
        Path = path;
        _hasOwnPath = true;
        return this;
    }

    internal override IEnumerable<Secret> Secrets => _definition.Fields.Secrets(_request);

    internal override IReadOnlyList<string> UniqueNameTypes => _definition.Names.UniqueTypes;

    internal override int? SecretsDigest => DataDigest.OfSecrets(_definition.Fields, _request);

    internal override Guid? ProposedId => _definition.AssignId is null ? null : _proposedId ??= Guid.NewGuid();

    internal override string? ReadFirstPath => _definition.ReadFirst?.Path(_request);

    internal override Verdict JudgeRead(Answer answer)
    {
        ReadFirst<TRequest> first = _definition.ReadFirst!;
        if (first.FindRefusal(answer) is { } refusal)
            return refusal;
        if (answer.Json is not { } json || first.Find(json) is not { } found)
            return Verdict.Unknown($"The answer cannot be read: {answer.Problem ?? "it is not what the vendor documents"}.");
        if (first.Complete(_request, found) is { } problem)
            return Verdict.Rejected(problem, ProvisioningError.RuleViolation);

        // What was read may be part of the path.
        if (!_hasOwnPath)
            Path = _definition.Path(_request);
        return Verdict.Confirmed(vendorId: null, description: null);
    }

    internal override bool CanObserve => _definition.ObserveAsync is not null;

    internal override Guid? RemovedId => _definition.RemovedId(_request);

    internal override Task<string?> ObserveAsync(IInquiry source) => _definition.ObserveAsync!(new Inquiry<TRequest>(_request, source));

    internal override string BodyWithoutSecrets() => BodyWriter.WithoutSecrets(_definition.Fields, _request);

    private protected override string DigestData() =>
        _definition.Fields.Count == 0 ? DataDigest.OfPath(Path) : DataDigest.Of(_definition.Fields, _request);

    internal override byte[]? EncodeBody() => _definition.Fields.Count == 0
        ? null
        : BodyWriter.Write(_definition.Encoding, _definition.Fields, _request, Connection.SignIn.FormFields);

    internal override void AssignId(Guid? id)
    {
        if (_definition.AssignId is not { } assign || ChosenId is not null || id is not { } chosen)
            return;
        assign(_request, chosen);
        HasIdOfOurs = true;
    }

    internal override bool CanLook => _definition.Look?.IsPossible(_request) ?? false;

    internal override bool LooksById => _definition.Look is { IsById: true };

    internal override bool LooksBeforeRepeat => _definition.Look is { IsNeededBeforeRepeat: true } && CanLook;

    internal override bool LooksBeforeFirstCall => _definition.Look is { IsNeededBeforeFirstCall: true } && CanLook;

    internal override bool CanFindExisting => _definition.LookForExisting?.IsPossible(_request) ?? false;

    internal override Task<Finding> FindExistingAsync(IInquiry source) =>
        _definition.LookForExisting!.FindAsync(new Inquiry<TRequest>(_request, source) { HasIdOfOurs = HasIdOfOurs });

    internal override Task<Finding> LookAsync(IInquiry source) =>
        _definition.Look!.FindAsync(new Inquiry<TRequest>(_request, source) { Recorded = Recorded });

    internal override Verdict Judge(Answer answer)
    {
        Verdict verdict = _definition.Judge(answer);
        return verdict.Delivery == Delivery.Confirmed && _definition.FindContradiction(_request, verdict) is { } contradiction
            ? Verdict.Contradicting(contradiction)
            : verdict;
    }

    internal override ProvisionedResource CreateResult(JObject? description, string? vendorId) =>
        _definition.CreateResult(_request, description, vendorId);
}
