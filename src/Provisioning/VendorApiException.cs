using System;
using System.Collections.Generic;

namespace Provisioning;

/// <summary>The error of a row or a run, with everything that is known about it and without secrets.</summary>
public sealed class VendorApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">The stable name of what went wrong.</param>
    /// <param name="message">What the vendor said, or what was found. It contains no secret.</param>
    /// <param name="innerException">The cause, if it contains no secret.</param>
    public VendorApiException(ProvisioningError error, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
    }

    /// <summary>The stable name of what went wrong.</summary>
    public ProvisioningError Error { get; }

    /// <summary>The vendor's name, for example <c>Reseller</c>.</summary>
    public string? Vendor { get; init; }

    /// <summary>The operation's name, for example <c>CustomerUser.Create</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The HTTP status of the last answer; null if there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The vendor's own code, for example the Reseller status <c>301</c>; null if it gave none.</summary>
    public string? VendorCode { get; init; }

    /// <summary>What is wrong with which field; empty if the error names no field.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>The ID that ties the call to the vendor's log and to the journal; null if no call was made.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What is known about the call.</summary>
    public Delivery Delivery { get; init; }

    /// <summary>The number of calls that were sent for this row in this run.</summary>
    public int Attempts { get; init; }

    /// <summary>The number of the operation in the journal; null if it is not in a journal.</summary>
    public long? OperationId { get; init; }

    /// <summary>Whether this error ends the whole run, because every later row would fail the same way.</summary>
    public bool EndsRun => Error is ProvisioningError.AccountUnclear
        or ProvisioningError.CredentialsRefused
        or ProvisioningError.VendorUnreachable
        or ProvisioningError.JournalUnavailable
        or ProvisioningError.WrongBaseAddress
        or ProvisioningError.ProxyRefused;

    /// <summary>What to do about this particular error; null for the usual advice on errors of its name.</summary>
    internal string? Advice { get; init; }

    /// <summary>Makes a copy with another message, and advice for what is not in doubt.</summary>
    internal VendorApiException Again(string message, string advice) => new(Error, message, InnerException)
    {
        Vendor = Vendor,
        Operation = Operation,
        HttpStatus = HttpStatus,
        VendorCode = VendorCode,
        FieldErrors = FieldErrors,
        CorrelationId = CorrelationId,
        Delivery = Delivery,
        Attempts = Attempts,
        OperationId = OperationId,
        Advice = Advice ?? (Error == ProvisioningError.OutcomeUnknown || EndsRun ? null : advice),
    };
}
