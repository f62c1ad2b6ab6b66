using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Makes error records: each error's name, category and advice are written here, once.</summary>
internal static class ErrorRecords
{
    private static readonly Dictionary<ProvisioningError, (ErrorCategory Category, string Action)> s_table = new()
    {
        [ProvisioningError.RuleViolation] = (ErrorCategory.InvalidData, "Correct the named fields and run the row again. Nothing was sent."),
        [ProvisioningError.Rejected] = (ErrorCategory.InvalidOperation, "Correct what the vendor objects to and run the row again."),
        [ProvisioningError.AlreadyExists] = (ErrorCategory.ResourceExists, "Choose another name, or leave the row out if the customer that exists is the one you mean."),
        [ProvisioningError.OutcomeUnknown] = (ErrorCategory.ConnectionError, "Look in the vendor's portal whether the customer is there, then settle it: Get-ProvisioningOperation -State InDoubt | Resolve-ProvisioningOperation -Succeeded, -Failed or -Retry. Do not create it by hand before that."),
        [ProvisioningError.HeldByAnotherRun] = (ErrorCategory.ResourceBusy, "Wait until the other run has ended, then run the row again."),
        [ProvisioningError.KeyReusedWithOtherData] = (ErrorCategory.InvalidData, "If it is the same customer, give the data of the first time; if it is another one, give it another key (or -OperationKey)."),
        [ProvisioningError.NameConflict] = (ErrorCategory.InvalidData, "If it is the same customer, give the names of the first time. If it is another one, give both rows the name that tells them apart (or an -OperationKey each, with -AllowSimilar, where only letter case does). Nothing was sent."),
        [ProvisioningError.Throttled] = (ErrorCategory.LimitsExceeded, "Run the row again later, with a lower -ThrottleLimit or with -RequestsPerSecond on the connection. It was not processed."),
        [ProvisioningError.NotSent] = (ErrorCategory.ConnectionError, "Check the address, the network and the proxy, then run the row again. Nothing was sent."),
        [ProvisioningError.Unanswered] = (ErrorCategory.ConnectionError, "Check the network and the vendor's status, then ask again. Nothing was changed."),
        [ProvisioningError.AccountUnclear] = (ErrorCategory.InvalidArgument, "Connect again with -AccountName: a known one if the credential was rotated, a new one with -NewAccount if it is another account's. Nothing was sent."),
        [ProvisioningError.CredentialsRefused] = (ErrorCategory.AuthenticationError, "Connect again with credentials that the vendor accepts, then run the same input again: rows that are done are not sent twice."),
        [ProvisioningError.VendorUnreachable] = (ErrorCategory.ConnectionError, "Check the network and the vendor's status, then run the same input again: rows that are done are not sent twice."),
        [ProvisioningError.JournalUnavailable] = (ErrorCategory.ResourceUnavailable, "Fix the journal file or its folder, or choose another with -Journal. -NoJournal runs without one, and then nothing protects a second run from creating twice."),
    };

    /// <summary>An error of one row.</summary>
    public static ErrorRecord OfRow(PreparedOperation operation, VendorApiException exception) =>
        Create(exception, RowTarget.Of(operation), string.Format(CultureInfo.InvariantCulture, "Row {0}{1}: {2}", operation.Row, operation.Key is null ? string.Empty : $" ({operation.Key})", exception.Message));

    /// <summary>The error that ends a run.</summary>
    public static ErrorRecord OfRun(VendorApiException exception, string howFar) => Create(exception, target: null, exception.Message + " " + howFar);

    /// <summary>An error that is about no row.</summary>
    public static ErrorRecord Of(VendorApiException exception, object? target) => Create(exception, target, exception.Message);

    /// <summary>A call that makes no sense as it was given.</summary>
    public static ErrorRecord BadCall(string id, string message, object? target = null) =>
        new(new PSArgumentException(message), id, ErrorCategory.InvalidArgument, target);

    /// <summary>There is nobody to talk to.</summary>
    public static ErrorRecord NotConnected(Vendor vendor) => new(
        new PSInvalidOperationException($"There is no connection to {vendor.Name}. Run {vendor.ConnectCommand} first, or give one with -Connection."),
        "NotConnected",
        ErrorCategory.ConnectionError,
        targetObject: null);

    /// <summary>The connection is to somebody else.</summary>
    public static ErrorRecord WrongVendor(Connection connection, Vendor vendor) => BadCall(
        "WrongVendor",
        $"The connection '{connection.Name}' is to {connection.Vendor.Name}, but this command talks to {vendor.Name}. Give one made by {vendor.ConnectCommand}.",
        connection);

    /// <summary>No connection has that name.</summary>
    public static ErrorRecord NoSuchConnection(string name) => new(
        new ItemNotFoundException($"There is no connection named '{name}' in this session."), "ConnectionNotFound", ErrorCategory.ObjectNotFound, name);

    /// <summary>The journal has no operation of that number.</summary>
    public static ErrorRecord NoSuchOperation(long id, string path) => new(
        new ItemNotFoundException($"There is no operation {id} in the journal '{path}'."), "OperationNotFound", ErrorCategory.ObjectNotFound, id);

    /// <summary>An operation that is not in doubt has nothing to be settled.</summary>
    public static ErrorRecord NotInDoubt(JournalEntry entry) => BadCall(
        "NotInDoubt",
        $"The operation {entry.Id} ('{entry.Key}') is {entry.State}{(entry.IsHeld ? ", and a live run is working on it" : string.Empty)}: only what is in doubt can be settled.",
        entry);

    private static ErrorRecord Create(VendorApiException exception, object? target, string message)
    {
        (ErrorCategory category, string action) = s_table[exception.Error];
        return new ErrorRecord(exception, exception.Error.ToString(), category, target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = action },
        };
    }
}
