using System;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Makes the results and errors of rows.</summary>
internal static class RowMapping
{
    /// <summary>Makes the result of a row from its delivery.</summary>
    public static RowResult ToRow(this OperationResult result, PreparedOperation operation, Claim? claim = null, JournalLocation? journal = null)
    {
        if (result.WasNotStarted)
            return RowResult.NotStarted(operation);
        if (result.Outcome is not { } outcome)
            return RowResult.Failed(operation, result.ToException(operation, claim?.Id, journal));
        bool hasOtherSecrets = outcome == Outcome.Recovered && claim is { HasOtherSecrets: true };
        string? id = result.VendorId ?? (outcome == Outcome.Existing ? null : operation.ChosenId?.ToString());
        RowResult row = Done(operation, result.Description, id, outcome, result.Attempts, hasOtherSecrets);
        row.Resource!.Differences = result.Differences;
        return row;
    }

    /// <summary>Makes the result of a row that the journal already has, or has as taken back.</summary>
    public static RowResult Known(PreparedOperation operation, Claim claim)
    {
        if (claim.Kind == ClaimKind.Undone)
            return Done(operation, description: null, claim.Known!.VendorId ?? claim.ChosenId?.ToString(), Outcome.Undone, attempts: 0, hasOtherSecrets: false);

        KnownOperation known = claim.Known!;
        JObject? description = known.Answer is { } answer ? AnswerReader.Parse(answer).Json as JObject : null;
        return Done(operation, description, known.VendorId, Outcome.Replayed, attempts: 0, claim.HasOtherSecrets);
    }

    /// <summary>Makes the error of a delivery that is not confirmed.</summary>
    public static VendorApiException ToException(
        this OperationResult result, PreparedOperation operation, long? id = null, JournalLocation? journal = null) => new(
        result.Last.Error, result.Last.Message)
    {
        OperationId = id,
        Advice = result.Last.Error == ProvisioningError.OutcomeUnknown && id is not null ? DoubtAdvice.Of(operation, id.Value, journal) : null,
        Vendor = operation.Definition.Vendor.Name,
        Operation = operation.Definition.Name,
        HttpStatus = result.Last.HttpStatus,
        VendorCode = result.Last.Verdict?.VendorCode,
        FieldErrors = result.Last.Verdict?.FieldErrors ?? [],
        CorrelationId = operation.CorrelationId,
        Delivery = result.Delivery,
        Attempts = result.Attempts,
    };

    /// <summary>Makes an error that the module itself found.</summary>
    /// <param name="operation">The row's operation.</param>
    /// <param name="error">The error's name.</param>
    /// <param name="message">What is wrong. Secrets in it are masked.</param>
    /// <param name="result">The delivery that failed; null if nothing was sent.</param>
    public static VendorApiException Error(
        PreparedOperation operation, ProvisioningError error, string message, OperationResult? result = null) =>
        new(error, operation.Mask(message))
        {
            Vendor = operation.Definition.Vendor.Name,
            Operation = operation.Definition.Name,
            CorrelationId = operation.CorrelationId,
            Delivery = result?.Delivery ?? (error == ProvisioningError.OutcomeUnknown ? Delivery.Unknown : Delivery.NotSent),
            HttpStatus = result?.Last.HttpStatus,
            Attempts = result?.Attempts ?? 0,
        };

    /// <summary>Makes what the journal records of a row that was not sent.</summary>
    /// <param name="operation">The row's operation.</param>
    /// <param name="error">Why it was not sent.</param>
    public static RowNote Note(PreparedOperation operation, VendorApiException error) => new()
    {
        Row = operation.Row,
        Operation = operation.Definition.Name,
        Kind = operation.Definition.Kind,
        Key = operation.ShownKey ?? (operation.Key is { } key ? ShownText.Of(operation.Mask(key)) : null),
        Id = error.OperationId,
        Error = error.Error.ToString(),
        Message = ShownText.Of(error.Message),
        CorrelationId = operation.CorrelationId,
    };

    private static RowResult Done(
        PreparedOperation operation, JObject? description, string? vendorId, Outcome outcome, int attempts, bool hasOtherSecrets)
    {
        ProvisionedResource resource = operation.CreateResult(description, vendorId);
        resource.Outcome = outcome;
        resource.Attempts = attempts;
        resource.RowNumber = operation.Row;
        resource.CorrelationId = operation.CorrelationId;
        return RowResult.Done(operation, resource, hasOtherSecrets);
    }
}
