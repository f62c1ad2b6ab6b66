using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>What an answer says about the call, according to the vendor's documents.</summary>
public sealed record Verdict
{
    private Verdict(Delivery delivery, string message)
    {
        Delivery = delivery;
        Message = message;
    }

    /// <summary>What is known about the call.</summary>
    public Delivery Delivery { get; }

    /// <summary>What the vendor said, as text for a message.</summary>
    public string Message { get; }

    /// <summary>Which error a refusal is: <c>Rejected</c>, <c>AlreadyExists</c>, or one that ends the run.</summary>
    public ProvisioningError Error { get; internal init; } = ProvisioningError.Rejected;

    /// <summary>The vendor's own code.</summary>
    public string? VendorCode { get; init; }

    /// <summary>What the vendor said about single fields.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>The customer's ID, if the answer contains one.</summary>
    public string? VendorId { get; private init; }

    /// <summary>The customer as the vendor described it; null if it did not.</summary>
    public JObject? Description { get; private init; }

    /// <summary>Whether a refusal has the form that the vendor documents, so that it cannot come from another server.</summary>
    internal bool IsDocumented { get; init; }

    /// <summary>
    /// The error that this verdict means for the whole run, because every later row would meet the same; null if it is about the row.
    /// </summary>
    internal ProvisioningError? RunError =>
        Error is ProvisioningError.CredentialsRefused or ProvisioningError.WrongBaseAddress or ProvisioningError.ProxyRefused ? Error : null;

    /// <summary>Whether the answer is about another customer than the request: it may belong to another call on its connection.</summary>
    internal bool IsOfAnother { get; private init; }

    /// <summary>A confirmation that contradicts the request is none.</summary>
    /// <param name="contradiction">What contradicts it.</param>
    internal static Verdict Contradicting(string contradiction) => new(
        Delivery.Unknown,
        $"The vendor confirmed another customer than the one that was requested: {contradiction}. The answer may belong to another call.")
    {
        Error = ProvisioningError.OutcomeUnknown,
        IsOfAnother = true,
    };

    /// <summary>Masks secrets in everything that the vendor said, and limits what is shown of it.</summary>
    internal Verdict Masked(Func<string, string> mask)
    {
        return new Verdict(Delivery, Show(Message))
        {
            Error = Error,
            IsDocumented = IsDocumented,
            IsOfAnother = IsOfAnother,
            VendorCode = VendorCode is null ? null : Show(VendorCode),

            // Part of an ID may look like a short secret. An ID that is one must not be shown.
            VendorId = VendorId is not null && mask(VendorId) == Secret.Masked ? Secret.Masked : VendorId,
            Description = (JObject?)(Description is null ? null : MaskedJson.Of(Description, mask)),
            FieldErrors = FieldErrors.Count == 0 ? FieldErrors : [.. FieldErrors.Select(ShowField)],
        };

        string Show(string text) => ShownText.Of(mask(text));

        FieldError ShowField(FieldError error) =>
            new(Show(error.Field), Show(error.Message), error.Value is null ? null : Show(error.Value));
    }

    /// <summary>The vendor turned the call away without processing it.</summary>
    /// <param name="message">What the vendor said.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Throttled(string message) => new(Delivery.Throttled, message) { Error = ProvisioningError.Throttled };

    /// <summary>The vendor said yes.</summary>
    /// <param name="vendorId">The customer's ID, if the answer contains one.</param>
    /// <param name="description">The customer as the vendor described it, if it did.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Confirmed(string? vendorId, JObject? description) =>
        new(Delivery.Confirmed, "confirmed") { VendorId = vendorId, Description = description };

    /// <summary>The vendor refused.</summary>
    /// <param name="message">What the vendor said.</param>
    /// <param name="error">The kind of refusal.</param>
    /// <param name="vendorCode">The vendor's own code.</param>
    /// <param name="fieldErrors">What the vendor said about single fields.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Rejected(
        string message,
        ProvisioningError error = ProvisioningError.Rejected,
        string? vendorCode = null,
        IReadOnlyList<FieldError>? fieldErrors = null) =>
        new(Delivery.Rejected, message) { Error = error, VendorCode = vendorCode, FieldErrors = fieldErrors ?? [] };

    /// <summary>The vendor has the customer already.</summary>
    /// <param name="message">What was found.</param>
    /// <param name="vendorId">The customer's ID; null if it is not known.</param>
    /// <param name="description">The customer as the vendor shows it; null if it does not.</param>
    internal static Verdict Existing(string message, string? vendorId, JObject? description) =>
        new(Delivery.Rejected, message) { Error = ProvisioningError.AlreadyExists, VendorId = vendorId, Description = description };

    /// <summary>The answer says neither yes nor no.</summary>
    /// <param name="message">What the answer says instead.</param>
    /// <param name="vendorCode">The vendor's own code.</param>
    /// <param name="fieldErrors">What the vendor said about single fields.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Unknown(string message, string? vendorCode = null, IReadOnlyList<FieldError>? fieldErrors = null) =>
        new(
            Delivery.Unknown,
            message) { Error = ProvisioningError.OutcomeUnknown, VendorCode = vendorCode, FieldErrors = fieldErrors ?? [] };
}
