using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>The operation of one row, checked and ready to be sent.</summary>
public abstract class PreparedOperation
{
    private string? _fingerprint;
    private EncodedSecret[]? _encodedSecrets;

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

    /// <summary>The connection to use.</summary>
    public Connection Connection { get; }

    /// <summary>The row's number in the input, from 1.</summary>
    public int Row { get; }

    /// <summary>The key of the operation in the journal; null if the row has none.</summary>
    public string? Key { get; private protected init; }

    /// <summary>All names by which the vendor knows the customer, the best first.</summary>
    public IReadOnlyList<OperationName> Names { get; private protected init; } = [];

    /// <summary>
    /// The documented rules that the row violates; null if it complies with all of them. An operation with a refusal is not sent.
    /// </summary>
    public VendorApiException? Refusal { get; private set; }

    /// <summary>Whether every cell of the row is empty, so that a plan passes over it.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Why the operation must not be sent, although nothing is wrong with the row; null if it may be.</summary>
    internal string? Bar { get; set; }

    /// <summary>The key as it may be shown if the row is refused, with secrets masked; null for the key without the row's secrets.</summary>
    internal string? ShownKey { get; set; }

    /// <summary>The path, relative to the base address.</summary>
    public string Path { get; private protected set; }

    /// <summary>The ID that ties all calls of this row together.</summary>
    public string CorrelationId { get; internal set; }

    /// <summary>The ID that was chosen for the new customer, if the vendor allows that.</summary>
    public abstract Guid? ChosenId { get; }

    /// <summary>The fields that are given, by their names on the wire and in the order of the document, without secrets.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, object>> VisibleFields { get; }

    /// <summary>The operation that follows once this one is confirmed, for a row that takes two calls; null if none does.</summary>
    public PreparedOperation? Next { get; private set; }

    /// <summary>The input that the row was made of, for whoever reports about it.</summary>
    public object? Input { get; init; }

    /// <summary>The number of the operation in the journal whose customer this one takes back; null for none.</summary>
    internal long? Undoes { get; init; }

    /// <summary>What a journal knows of the row, if the operation was made of that; null if the row itself is at hand.</summary>
    internal RecordedOperation? Recorded { get; init; }

    /// <summary>Whether the key was specified with the row, and is not one of its names.</summary>
    internal bool HasOwnKey { get; private protected init; }

    /// <summary>
    /// A digest that shows whether two rows have the same data, and where they differ. Secrets and an ID that the module chose are not part
    /// of it.
    /// </summary>
    internal string Fingerprint => _fingerprint ??= DigestData();

    internal abstract IEnumerable<Secret> Secrets { get; }

    /// <summary>The types of all unique names that the vendor knows customers by, whether the row has them or not.</summary>
    internal abstract IReadOnlyList<string> UniqueNameTypes { get; }

    /// <summary>A short digest of the secrets, which reveals a change and nothing else; null if there are none.</summary>
    internal abstract int? SecretsDigest { get; }

    /// <summary>The ID that the module would choose; null if the vendor does not let the caller choose one.</summary>
    internal abstract Guid? ProposedId { get; }

    /// <summary>The path to read before the call; null if nothing is read.</summary>
    internal abstract string? ReadFirstPath { get; }

    /// <summary>
    /// Makes the verdict of an answer to what is read before the call, and adds the fields that the request does not specify. It is
    /// confirmed if the call can be made.
    /// </summary>
    internal abstract Verdict JudgeRead(Answer answer);

    /// <summary>Whether what the operation changes can be seen before and after it.</summary>
    internal abstract bool CanObserve { get; }

    /// <summary>The ID of the customer that no longer exists once the operation is confirmed; null for none.</summary>
    internal abstract Guid? RemovedId { get; }

    /// <summary>Describes what the operation changes, as a person would see it; null if the vendor did not say.</summary>
    internal abstract Task<string?> ObserveAsync(IInquiry source);

    /// <summary>Whether the vendor can be asked about the customer.</summary>
    internal abstract bool CanLook { get; }

    /// <summary>Whether the vendor finds the customer by an ID that the caller chose.</summary>
    internal abstract bool LooksById { get; }

    /// <summary>Whether the vendor is asked before each repetition of a call that was turned away.</summary>
    internal abstract bool LooksBeforeRepeat { get; }

    /// <summary>Whether the vendor is asked before the first call.</summary>
    internal abstract bool LooksBeforeFirstCall { get; }

    /// <summary>Whether the vendor can be asked whether it has the row's customer already.</summary>
    internal abstract bool CanFindExisting { get; }

    /// <summary>Finds out whether the vendor has the row's customer already, whoever created it.</summary>
    internal abstract Task<Finding> FindExistingAsync(IInquiry source);

    /// <summary>Whether the row has an ID that the module chose, which no other customer can have.</summary>
    internal bool HasIdOfOurs { get; private protected set; }

    /// <summary>Finds out whether the customer is there, and whether it is the row's.</summary>
    internal abstract Task<Finding> LookAsync(IInquiry source);

    /// <summary>Makes the verdict of an answer to the operation's call. An answer that contradicts the request is no confirmation.</summary>
    internal abstract Verdict Judge(Answer answer);

    internal abstract string BodyWithoutSecrets();

    private protected abstract string DigestData();

    /// <summary>Returns the body to send; null if the operation has none.</summary>
    internal abstract byte[]? EncodeBody();

    /// <summary>Assigns the ID before the first byte is sent. It has no effect if the row has an ID.</summary>
    internal abstract void AssignId(Guid? id);

    internal abstract ProvisionedResource CreateResult(JObject? description, string? vendorId);

    /// <summary>Marks the operation as one that must not be sent, because it violates documented rules.</summary>
    /// <param name="refusal">The error of the row.</param>
    /// <returns>The operation itself.</returns>
    public PreparedOperation Refused(VendorApiException refusal)
    {
        Refusal = refusal;
        return this;
    }

    /// <summary>Marks the operation as that of a row of which every cell is empty.</summary>
    /// <returns>The operation itself.</returns>
    public PreparedOperation Emptied()
    {
        IsEmpty = true;
        return this;
    }

    /// <summary>Adds an operation that follows once this one is confirmed.</summary>
    /// <param name="next">The operation of the same row, whose result is the result of the row.</param>
    /// <returns>The operation itself.</returns>
    public PreparedOperation Then(PreparedOperation next)
    {
        Next = next;
        return this;
    }

    /// <summary>Masks the secrets of this row and its connection in a text.</summary>
    internal string Mask(string text) => Connection.Redactor.Mask(text, _encodedSecrets ??= EncodedSecret.Of(Secrets));
}
