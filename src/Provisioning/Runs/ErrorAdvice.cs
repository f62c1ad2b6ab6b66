using System.Collections.Generic;

namespace Provisioning.Runs;

/// <summary>What to do about each error. A particular error may have advice of its own, such as <see cref="DoubtAdvice"/>.</summary>
internal static class ErrorAdvice
{
    private static readonly Dictionary<ProvisioningError, string> s_advice = new()
    {
        [ProvisioningError.RuleViolation] =
            "Correct the named fields and run the row again. Nothing was sent.",
        [ProvisioningError.Rejected] =
            "Correct what the vendor objects to and run the row again.",
        [ProvisioningError.AlreadyExists] =
            "Choose another name. If the existing customer is the one you mean, omit the row, or run it with -IfExists Return.",
        [ProvisioningError.NotFound] =
            "Check the ID or name, and the connection: it may belong to another account, or have been removed.",
        [ProvisioningError.OutcomeUnknown] =
            "The operation is in doubt. Check the vendor's portal for the customer, then settle the operation: Get-ProvisioningOperation"
            + " -State InDoubt | Resolve-ProvisioningOperation -Succeeded, -Failed or -Retry. Do not create the customer manually before"
            + " that.",
        [ProvisioningError.HeldByAnotherRun] =
            "Wait for the other run to end, then run the row again.",
        [ProvisioningError.KeyReusedWithOtherData] =
            "If it is the same customer, use the same data as the first time. If it is another one, use another key (or -OperationKey).",
        [ProvisioningError.NameConflict] =
            "If it is the same customer, use the same names as the first time. If it is another customer, give both rows the name that"
            + " distinguishes them. If the names differ only in case, give each row its own -OperationKey and use -AllowSimilar. Nothing"
            + " was sent.",
        [ProvisioningError.PlanDrift] =
            "Make a new plan with -Plan, check it, and run the input with that plan. Nothing was sent.",
        [ProvisioningError.Throttled] =
            "Run the row again later, with a lower -ThrottleLimit or with -RequestsPerSecond on the connection. It was not processed.",
        [ProvisioningError.NotSent] =
            "Check the address, the network and the proxy, then run the row again. Nothing was sent.",
        [ProvisioningError.Unanswered] =
            "Check the network and the vendor's status, then run the command again. Nothing was changed.",
        [ProvisioningError.AccountUnclear] =
            "Connect again with -AccountName: an existing name if the credential was rotated, or a new name with -NewAccount if it belongs"
            + " to another account. Nothing was sent.",
        [ProvisioningError.CredentialsRefused] =
            "Connect again with credentials that the vendor accepts, then run the same input again: confirmed rows are not sent again.",
        [ProvisioningError.VendorUnreachable] =
            "Check the network and the vendor's status, then run the same input again: confirmed rows are not sent again.",
        [ProvisioningError.WrongBaseAddress] =
            "Connect again with the right -BaseUri (or -TokenUri), and check -RequestPath if you used it. Then run the same input again:"
            + " confirmed rows are not sent again.",
        [ProvisioningError.ProxyRefused] =
            "Check the proxy: -Proxy and -ProxyCredential of the Connect cmdlet, else the system's proxy (HTTPS_PROXY, HTTP_PROXY and"
            + " NO_PROXY). Then run the same input again: confirmed rows are not sent again.",
        [ProvisioningError.JournalUnavailable] =
            "Fix the journal file or its folder, or specify another file with -Journal. With -NoJournal the command runs without a"
            + " journal, and nothing prevents a second run from creating the same customers again.",
    };

    /// <summary>Returns what to do about an error.</summary>
    public static string Of(ProvisioningError error) => s_advice[error];
}
