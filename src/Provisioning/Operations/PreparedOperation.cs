using System;
using System.Collections.Generic;
using System.Text;
using Newtonsoft.Json.Linq;
using Provisioning.LegacySupport;

namespace Provisioning.Operations;

/// <summary>One create call for one row, checked and ready: what the engine, the journal and a run work with.</summary>
public abstract class PreparedOperation
{
    private string? _fingerprint;
    private Http.SecretForms[]? _secretForms;

    private protected PreparedOperation(OperationDefinition definition, Connection connection, int row)
    {
        Definition = definition;
        Connection = connection;
        Row = row;
        CorrelationId = Guid.NewGuid().ToString();
    }

    /// <summary>The call.</summary>
    public OperationDefinition Definition { get; }

    /// <summary>Whom it is sent to, and as whom.</summary>
    public Connection Connection { get; }

    /// <summary>The row's number in the input, from 1.</summary>
    public int Row { get; }

    /// <summary>What the journal knows the operation by; null where the row has nothing of the kind.</summary>
    public string? Key { get; private protected init; }

    /// <summary>A second name that must be unique at the vendor.</summary>
    public string? AlternateKey { get; private protected init; }

    /// <summary>The path, relative to the base address.</summary>
    public required string Path { get; init; }

    /// <summary>The id that ties all calls of this row together.</summary>
    public string CorrelationId { get; internal set; }

    /// <summary>The id that the caller chose for the new customer, where the vendor allows it.</summary>
    public abstract Guid? ChosenId { get; }

    /// <summary>The given fields by their names on the wire, in the document's order, secrets left out.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, object>> VisibleFields { get; }

    /// <summary>Tells whether two rows with one key ask for the same: secrets and an id that the engine chose are left out.</summary>
    internal string Fingerprint => _fingerprint ??= Convert.ToBase64String(Platform.Sha256(Encoding.UTF8.GetBytes(BodyWithoutSecrets())));

    internal abstract IEnumerable<Secret> Secrets { get; }

    internal abstract string BodyWithoutSecrets();

    internal abstract byte[] EncodeBody();

    /// <summary>The id that the module would choose, where the vendor lets the caller choose; null where it does not.</summary>
    internal abstract Guid? ProposedId { get; }

    /// <summary>Settles the id before the first byte leaves: the row's own where it has one, else this one.</summary>
    internal abstract void AssignId(Guid? id);

    internal abstract ProvisionedResource CreateResult(JObject? created, string? vendorId);

    /// <summary>Masks this row's and its connection's secrets in any text.</summary>
    internal string Mask(string text) => Connection.Redactor.Mask(text, _secretForms ??= Http.SecretForms.Of(Secrets));
}

/// <inheritdoc/>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResult">What a created customer looks like in the pipeline.</typeparam>
public sealed class PreparedOperation<TRequest, TResult> : PreparedOperation
    where TRequest : class
    where TResult : ProvisionedResource
{
    private readonly OperationDefinition<TRequest, TResult> _definition;
    private readonly TRequest _request;
    private Guid? _proposedId;

    /// <summary>Prepares a call for a request that keeps all rules.</summary>
    /// <param name="definition">The call.</param>
    /// <param name="request">The request; not to be changed afterwards.</param>
    /// <param name="connection">Whom it is sent to.</param>
    /// <param name="row">The row's number in the input, from 1.</param>
    /// <param name="operationKey">Takes the place of the natural key; null keeps that.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public PreparedOperation(OperationDefinition<TRequest, TResult> definition, TRequest request, Connection connection, int row, string? operationKey = null)
        : base(definition, connection, row)
    {
        _definition = definition;
        _request = request;
        Path = definition.Path;
        Key = string.IsNullOrEmpty(operationKey) ? NullIfEmpty(definition.NaturalKey(request)) : operationKey;
        AlternateKey = NullIfEmpty(definition.AlternateKey(request));
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

    internal override IEnumerable<Secret> Secrets
    {
        get
        {
            foreach (Field<TRequest> item in _definition.Fields)
            {
                if (item.Read(_request) is Secret secret)
                    yield return secret;
            }
        }
    }

    internal override string BodyWithoutSecrets() => BodyWriter.WithoutSecrets(_definition.Fields, _request);

    internal override byte[] EncodeBody() => BodyWriter.Write(_definition.Encoding, _definition.Fields, _request, Connection.SignIn.FormFields);

    internal override Guid? ProposedId => _definition.AssignId is null ? null : _proposedId ??= Guid.NewGuid();

    internal override void AssignId(Guid? id)
    {
        if (_definition.AssignId is { } assign && ChosenId is null && id is { } chosen)
            assign(_request, chosen);
    }

    internal override ProvisionedResource CreateResult(JObject? created, string? vendorId) => _definition.CreateResult(_request, created, vendorId);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
