using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Cmdlets.Rows;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Creates error records. The name, category and advice of each error are defined here.</summary>
internal static class ErrorRecords
{
    private static readonly Dictionary<ProvisioningError, (ErrorCategory Category, string Action)> s_table = new()
    {
        [ProvisioningError.RuleViolation] = (
            ErrorCategory.InvalidData,
            "Correct the named fields and run the row again. Nothing was sent."),
        [ProvisioningError.Rejected] = (
            ErrorCategory.InvalidOperation,
            "Correct what the vendor objects to and run the row again."),
        [ProvisioningError.AlreadyExists] = (
            ErrorCategory.ResourceExists,
            "Choose another name. If the existing customer is the one you mean, omit the row, or run it with -IfExists Return."),
        [ProvisioningError.NotFound] = (
            ErrorCategory.ObjectNotFound,
            "Check the ID or name, and the connection: it may belong to another account, or have been removed."),
        [ProvisioningError.OutcomeUnknown] = (
            ErrorCategory.ConnectionError,
            "The operation is in doubt. Check the vendor's portal for the customer, then settle the operation: Get-ProvisioningOperation"
            + " -State InDoubt | Resolve-ProvisioningOperation -Succeeded, -Failed or -Retry. Do not create the customer manually before"
            + " that."),
        [ProvisioningError.HeldByAnotherRun] = (
            ErrorCategory.ResourceBusy,
            "Wait for the other run to end, then run the row again."),
        [ProvisioningError.KeyReusedWithOtherData] = (
            ErrorCategory.InvalidData,
            "If it is the same customer, use the same data as the first time. If it is another one, use another key (or -OperationKey)."),
        [ProvisioningError.NameConflict] = (
            ErrorCategory.InvalidData,
            "If it is the same customer, use the same names as the first time. If it is another customer, give both rows the name that"
            + " distinguishes them. If the names differ only in case, give each row its own -OperationKey and use -AllowSimilar. Nothing"
            + " was sent."),
        [ProvisioningError.PlanDrift] = (
            ErrorCategory.InvalidData,
            "Make a new plan with -Plan, check it, and run the input with that plan. Nothing was sent."),
        [ProvisioningError.Throttled] = (
            ErrorCategory.LimitsExceeded,
            "Run the row again later, with a lower -ThrottleLimit or with -RequestsPerSecond on the connection. It was not processed."),
        [ProvisioningError.NotSent] = (
            ErrorCategory.ConnectionError,
            "Check the address, the network and the proxy, then run the row again. Nothing was sent."),
        [ProvisioningError.Unanswered] = (
            ErrorCategory.ConnectionError,
            "Check the network and the vendor's status, then run the command again. Nothing was changed."),
        [ProvisioningError.AccountUnclear] = (
            ErrorCategory.InvalidArgument,
            "Connect again with -AccountName: an existing name if the credential was rotated, or a new name with -NewAccount if it belongs"
            + " to another account. Nothing was sent."),
        [ProvisioningError.CredentialsRefused] = (
            ErrorCategory.AuthenticationError,
            "Connect again with credentials that the vendor accepts, then run the same input again: confirmed rows are not sent again."),
        [ProvisioningError.VendorUnreachable] = (
            ErrorCategory.ConnectionError,
            "Check the network and the vendor's status, then run the same input again: confirmed rows are not sent again."),
        [ProvisioningError.WrongBaseAddress] = (
            ErrorCategory.ConnectionError,
            "Connect again with the right -BaseUri (or -TokenUri), and check -RequestPath if you used it. Then run the same input again:"
            + " confirmed rows are not sent again."),
        [ProvisioningError.ProxyRefused] = (
            ErrorCategory.ConnectionError,
            "Check the proxy: -Proxy and -ProxyCredential of the Connect cmdlet, else the system's proxy (HTTPS_PROXY, HTTP_PROXY and"
            + " NO_PROXY). Then run the same input again: confirmed rows are not sent again."),
        [ProvisioningError.JournalUnavailable] = (
            ErrorCategory.ResourceUnavailable,
            "Fix the journal file or its folder, or specify another file with -Journal. With -NoJournal the command runs without a"
            + " journal, and nothing prevents a second run from creating the same customers again."),
    };

    /// <summary>Creates the error of a row.</summary>
    public static ErrorRecord OfRow(PreparedOperation operation, VendorApiException exception)
    {
        string key = operation.Key is null ? string.Empty : $" ({ShownText.Of(RowTarget.Mask(operation, operation.Key))})";
        string message = string.Format(CultureInfo.InvariantCulture, "Row {0}{1}: {2}", operation.Row, key, exception.Message);
        return Create(exception, RowTarget.Of(operation), message);
    }

    /// <summary>Creates the error that ends a run.</summary>
    public static ErrorRecord OfRun(VendorApiException exception, string howFar) =>
        Create(exception, target: null, Sentence.End(exception.Message) + " " + howFar);

    /// <summary>Creates an error that does not belong to a row.</summary>
    public static ErrorRecord Of(VendorApiException exception, object? target) => Create(exception, target, exception.Message);

    /// <summary>Creates the error of a query.</summary>
    public static ErrorRecord OfQuery(VendorApiException exception, object? target) => Create(
        exception, target, target is null ? exception.Message : $"{ShownText.Of(target.ToString()!)}: {exception.Message}");

    /// <summary>Creates the error of an invalid call of a cmdlet.</summary>
    public static ErrorRecord BadCall(string id, string message, object? target = null) =>
        new(new PSArgumentException(message), id, ErrorCategory.InvalidArgument, target);

    /// <summary>Creates the error of a parameter value that cannot be read.</summary>
    public static ErrorRecord BadValue(FieldError refused) =>
        BadCall("InvalidValue", refused.ToString().Replace(": ", " ") + ".", refused.Value);

    /// <summary>Creates the error of a session without a connection to the vendor.</summary>
    public static ErrorRecord NotConnected(Vendor vendor) => new(
        new PSInvalidOperationException(
            $"There is no connection to {vendor.Name}. Run {vendor.ConnectCommand} first, or specify one with -Connection."),
        "NotConnected",
        ErrorCategory.ConnectionError,
        targetObject: null);

    /// <summary>Creates the error of a connection to another vendor.</summary>
    public static ErrorRecord WrongVendor(Connection connection, Vendor vendor) => BadCall(
        "WrongVendor",
        $"The connection '{connection.Name}' is to {connection.Vendor.Name}, but this command requires a connection to {vendor.Name}. Use"
        + $" {vendor.ConnectCommand} to create one.",
        connection);

    /// <summary>Creates the error of a name that no connection has.</summary>
    public static ErrorRecord NoSuchConnection(string name) => new(
        new ItemNotFoundException($"There is no connection named '{name}' in this session."),
        "ConnectionNotFound",
        ErrorCategory.ObjectNotFound,
        name);

    /// <summary>Creates the error of a connection that can no longer be used.</summary>
    public static ErrorRecord Closed(Connection connection) =>
        BadCall("ConnectionClosed", $"The connection '{connection.Name}' was disconnected.", connection);

    /// <summary>Creates the error of a number that no operation of the journal has.</summary>
    public static ErrorRecord NoSuchOperation(long id, string path) => new(
        new ItemNotFoundException($"There is no operation {id} in the journal '{path}'."),
        "OperationNotFound",
        ErrorCategory.ObjectNotFound,
        id);

    /// <summary>Creates the error of an attempt to settle an operation that is not in doubt.</summary>
    public static ErrorRecord NotInDoubt(JournaledOperation operation) => BadCall(
        "NotInDoubt",
        $"The operation {operation.Id} ('{operation.Key}') is {operation.State}"
        + (operation.IsHeld ? ", and a run is working on it" : string.Empty)
        + ". Only operations in doubt can be settled.",
        operation);

    /// <summary>Creates the error of an attempt to take back what no person has settled, or what a run has worked on since.</summary>
    public static ErrorRecord NotSettled(JournaledOperation operation) => BadCall(
        "NotSettled",
        $"The operation {operation.Id} ('{operation.Key}') is {operation.State}, and not by a person's decision. Only what was settled with"
        + " Resolve-ProvisioningOperation, and that no run has sent since, can be reopened.",
        operation);

    /// <summary>Creates the error of one vendor's ID for several operations.</summary>
    public static ErrorRecord SeveralOperations(int count) => BadCall(
        "SeveralOperations",
        $"-VendorId is the ID of one customer, but {count} operations were given. Nothing was settled. Settle each with its own -Id and"
        + " -VendorId.");

    /// <summary>Creates the error of a question that the host cannot ask.</summary>
    public static ErrorRecord ConfirmationNeeded(string question) => new(
        new PSInvalidOperationException($"This needs an answer, but the host cannot ask: {question}"),
        "ConfirmationNeeded",
        ErrorCategory.InvalidOperation,
        targetObject: null)
    {
        ErrorDetails = new ErrorDetails($"This needs an answer, but the host cannot ask: {question}")
        {
            RecommendedAction = "Check that it is what you want, then run the command again with -Confirm:$false. Nothing was done.",
        },
    };

    /// <summary>The input has nothing that the command knows.</summary>
    public static ErrorRecord NoKnownColumn(IEnumerable<string> columns)
    {
        string names = string.Join(", ", columns.Select(static column => $"'{column}'"));
        return BadCall(
            "NoKnownColumn",
            names.Length == 0
                ? "The input has no columns: it is not a row. Give objects with properties, as Import-Csv and [pscustomobject] make them."
                : $"No column of the input is one that this command knows: {names}. Is it a file with another delimiter"
                    + " (Import-Csv -Delimiter ';'), or a hashtable that is to be a [pscustomobject]?");
    }

    /// <summary>The file of failed rows could not be written.</summary>
    public static ErrorRecord FailuresNotWritten(Exception exception) =>
        new(exception, "FailuresNotWritten", ErrorCategory.WriteError, targetObject: null)
        {
            ErrorDetails = new ErrorDetails($"The failed rows could not be written to -FailurePath: {exception.Message}")
            {
                RecommendedAction = "Run the same input again with another -FailurePath: rows that are done are not sent twice.",
            },
        };

    private static ErrorRecord Create(VendorApiException exception, object? target, string message)
    {
        (ErrorCategory category, string action) = s_table[exception.Error];
        return new ErrorRecord(exception, exception.Error.ToString(), category, target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = exception.Advice ?? action },
        };
    }
}
