using System;
using System.Collections.Generic;
using System.Text;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.LegacySupport;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>One operation for one row, checked and ready to be sent.</summary>
public abstract class PreparedOperation
{
    private string? _fingerprint;
    private SecretForms[]? _secretForms;

    private protected PreparedOperation(OperationDefinition definition, Connection connection, int row)
    {
        Definition = definition;
        Connection = connection;
        Row = row;
        Path = string.Empty;
        CorrelationId = Guid.NewGuid().ToString();
    }

    /// <summary>The operation's definition.</summary>
    public OperationDefinition Definition { get; }

    /// <summary>Whom it is sent to, and as whom.</summary>
    public Connection Connection { get; }

    /// <summary>The row's number in the input, from 1.</summary>
    public int Row { get; }

    /// <summary>What the journal knows the operation by; null where the row has nothing of the kind.</summary>
    public string? Key { get; private protected init; }

    /// <summary>All names that the vendor knows the customer by, the best first.</summary>
    public IReadOnlyList<OperationName> Names { get; private protected init; } = [];

    /// <summary>Why it must not be sent: it breaks documented rules. Null where it keeps them.</summary>
    public VendorApiException? Refusal { get; private set; }

    /// <summary>The path, relative to the base address.</summary>
    public string Path { get; private protected set; }

    /// <summary>The id that ties all calls of this row together.</summary>
    public string CorrelationId { get; internal set; }

    /// <summary>The id that the caller chose for the new customer, where the vendor allows it.</summary>
    public abstract Guid? ChosenId { get; }

    /// <summary>The given fields by their names on the wire, in the document's order, secrets left out.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, object>> VisibleFields { get; }

    /// <summary>Whether the key was given with the row, and is not one of its names.</summary>
    internal bool HasOwnKey { get; private protected init; }

    /// <summary>Tells whether two rows ask for the same, and where they differ: secrets and an id that the module chose are left out.</summary>
    internal string Fingerprint => _fingerprint ??= DigestData();

    internal abstract IEnumerable<Secret> Secrets { get; }

    /// <summary>The id that the module would choose, where the vendor lets the caller choose; null where it does not.</summary>
    internal abstract Guid? ProposedId { get; }

    /// <summary>The path to read before the call; null where nothing is to be read.</summary>
    internal abstract string? ReadFirstPath { get; }

    /// <summary>Fills in what the request does not give; false where what was read cannot be used.</summary>
    internal abstract bool Complete(JToken found);

    internal abstract string BodyWithoutSecrets();

    private protected abstract string DigestData();

    /// <summary>The body as it is sent; null where the operation has none.</summary>
    internal abstract byte[]? EncodeBody();

    /// <summary>Settles the id before the first byte leaves: the row's own where it has one, else this one.</summary>
    internal abstract void AssignId(Guid? id);

    internal abstract ProvisionedResource CreateResult(JObject? created, string? vendorId);

    /// <summary>The same operation, not to be sent: it breaks documented rules.</summary>
    /// <param name="refusal">Which, for the row's one error.</param>
    /// <returns>The operation itself.</returns>
    public PreparedOperation Refused(VendorApiException refusal)
    {
        Refusal = refusal;
        return this;
    }

    /// <summary>Masks this row's and its connection's secrets in any text.</summary>
    internal string Mask(string text) => Connection.Redactor.Mask(text, _secretForms ??= SecretForms.Of(Secrets));
}

/// <inheritdoc/>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResult">What the result looks like in the pipeline.</typeparam>
public sealed class PreparedOperation<TRequest, TResult> : PreparedOperation
    where TRequest : class
    where TResult : ProvisionedResource
{
    private readonly OperationDefinition<TRequest, TResult> _definition;
    private readonly TRequest _request;
    private Guid? _proposedId;

    /// <summary>Prepares a call for a request that keeps all rules.</summary>
    /// <param name="definition">The operation's definition.</param>
    /// <param name="request">The request; not to be changed afterwards.</param>
    /// <param name="connection">Whom it is sent to.</param>
    /// <param name="row">The row's number in the input, from 1.</param>
    /// <param name="operationKey">Takes the place of the natural key, which is the best name that is given; null keeps that.</param>
    public PreparedOperation(OperationDefinition<TRequest, TResult> definition, TRequest request, Connection connection, int row, string? operationKey = null)
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

    /// <summary>The same operation at another path.</summary>
    /// <param name="path">The path, relative to the base address.</param>
    /// <returns>The operation itself.</returns>
    public PreparedOperation<TRequest, TResult> WithPath(string path)
    {
        Path = path;
        return this;
    }

    internal override IEnumerable<Secret> Secrets => _definition.Fields.Secrets(_request);

    internal override Guid? ProposedId => _definition.AssignId is null ? null : _proposedId ??= Guid.NewGuid();

    internal override string? ReadFirstPath => _definition.ReadFirst?.Path(_request);

    internal override bool Complete(JToken found) => _definition.ReadFirst!.Complete(_request, found);

    internal override string BodyWithoutSecrets() => BodyWriter.WithoutSecrets(_definition.Fields, _request);

    private protected override string DigestData() => DataDigest.Of(_definition.Fields, _request);

    internal override byte[]? EncodeBody() => _definition.Fields.Count == 0
        ? null
        : BodyWriter.Write(_definition.Encoding, _definition.Fields, _request, Connection.SignIn.FormFields);

    internal override void AssignId(Guid? id)
    {
        if (_definition.AssignId is { } assign && ChosenId is null && id is { } chosen)
            assign(_request, chosen);
    }

    internal override ProvisionedResource CreateResult(JObject? created, string? vendorId) => _definition.CreateResult(_request, created, vendorId);
}
