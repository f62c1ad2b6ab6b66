using System;
using System.Collections.Generic;
using Provisioning.Connections;

namespace Provisioning;

/// <summary>A row or a run that did not work, with all that is known of it and no secret.</summary>
public sealed class VendorApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">The stable name of what went wrong.</param>
    /// <param name="message">What the vendor said, or what was found; without secrets.</param>
    /// <param name="innerException">The cause, where it holds no secret.</param>
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

    /// <summary>The HTTP status of the last answer; null where none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The vendor's own code, for example the Reseller status <c>301</c>; null where it gave none.</summary>
    public string? VendorCode { get; init; }

    /// <summary>What is wrong with which field; empty where nothing is said of fields.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>The id that ties the call to the vendor's log and to the journal; null where no call was made.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What is known of the call.</summary>
    public Delivery Delivery { get; init; }

    /// <summary>How many create calls were sent for this row in this run.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether the whole run ends with this error, since every row after it would meet the same.</summary>
    public bool EndsRun => Error is ProvisioningError.AccountUnclear or ProvisioningError.CredentialsRefused or ProvisioningError.VendorUnreachable or ProvisioningError.JournalUnavailable;
}
