using System.Collections.Generic;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>What became of one operation, after all retries and all recovery.</summary>
internal sealed class Completion
{
    public required Delivery Delivery { get; init; }

    /// <summary>Set where the delivery is <c>Confirmed</c>.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>Set where the delivery is not <c>Confirmed</c>.</summary>
    public ProvisioningError Error { get; init; }

    public required string Message { get; init; }

    public string? VendorId { get; init; }

    /// <summary>The customer as the vendor described it, with secrets masked.</summary>
    public JObject? Created { get; init; }

    public string? VendorCode { get; init; }

    public int? HttpStatus { get; init; }

    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>How many create calls were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>The vendor refused the credentials while a doubtful call was being settled.</summary>
    public bool CredentialsRefused { get; init; }

    /// <summary>It did not leave, since the run was told to stop: the run's end says so for all such rows.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Nothing answered at all.</summary>
    public bool IsUnreachable { get; init; }

    public VendorApiException ToException(PreparedOperation operation) => new(Error, Message)
    {
        Vendor = operation.Definition.Vendor.Name,
        Operation = operation.Definition.Name,
        HttpStatus = HttpStatus,
        VendorCode = VendorCode,
        FieldErrors = FieldErrors,
        CorrelationId = operation.CorrelationId,
        Delivery = Delivery,
        Attempts = Attempts,
    };
}
