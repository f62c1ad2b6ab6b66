using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>What an answer says about the call, read by the vendor's table.</summary>
public sealed class Verdict
{
    private Verdict(Delivery delivery, string message)
    {
        Delivery = delivery;
        Message = message;
    }

    /// <summary>What is known of the call.</summary>
    public Delivery Delivery { get; }

    /// <summary>What the vendor said, for a person.</summary>
    public string Message { get; }

    /// <summary>Which error a refusal is: <c>Rejected</c>, <c>AlreadyExists</c> or <c>CredentialsRefused</c>.</summary>
    public ProvisioningError Error { get; private init; } = ProvisioningError.Rejected;

    /// <summary>The vendor's own code.</summary>
    public string? VendorCode { get; init; }

    /// <summary>What the vendor said of single fields.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>The new customer's id, where the answer has one.</summary>
    public string? VendorId { get; private init; }

    /// <summary>The created customer as the vendor described it, where it did.</summary>
    public JObject? Created { get; private init; }

    /// <summary>The vendor said yes.</summary>
    /// <param name="vendorId">The new customer's id, where the answer has one.</param>
    /// <param name="created">The customer as the vendor described it.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Confirmed(string? vendorId, JObject? created) => new(Delivery.Confirmed, "created") { VendorId = vendorId, Created = created };

    /// <summary>The vendor refused.</summary>
    /// <param name="message">What it said.</param>
    /// <param name="error">Which refusal it is.</param>
    /// <param name="vendorCode">Its own code.</param>
    /// <param name="fieldErrors">What it said of single fields.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Rejected(string message, ProvisioningError error = ProvisioningError.Rejected, string? vendorCode = null, IReadOnlyList<FieldError>? fieldErrors = null) =>
        new(Delivery.Rejected, message) { Error = error, VendorCode = vendorCode, FieldErrors = fieldErrors ?? [] };

    /// <summary>The answer says neither yes nor no.</summary>
    /// <param name="message">What it says instead.</param>
    /// <param name="vendorCode">The vendor's own code.</param>
    /// <param name="fieldErrors">What it said of single fields.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Unknown(string message, string? vendorCode = null, IReadOnlyList<FieldError>? fieldErrors = null) =>
        new(Delivery.Unknown, message) { Error = ProvisioningError.OutcomeUnknown, VendorCode = vendorCode, FieldErrors = fieldErrors ?? [] };
}
