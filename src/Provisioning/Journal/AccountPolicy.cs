using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Provisioning.Journal;

/// <summary>What identifies the account of a run, if the vendor's API does not name one.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="BaseUri">The base address that stands for all addresses of the service.</param>
/// <param name="Prefix">The prefix of the name of an account that was not named: with <c>qh</c> it becomes <c>qh-1</c>.</param>
/// <param name="Name">The name that was specified; null if none was.</param>
/// <param name="IsNew">Whether the name was specified as that of a new account.</param>
/// <param name="Credential">
/// Makes a digest of the lasting credential, which shows whether it is known; null if the credential changes every few hours.
/// </param>
internal sealed record AccountRequest(
    string Vendor, string BaseUri, string Prefix, string? Name, bool IsNew, Func<byte[], string>? Credential);

/// <summary>An account in a journal.</summary>
/// <param name="Id">The number of the account in the journal.</param>
/// <param name="Name">Its name.</param>
internal sealed record KnownAccount(long Id, string Name)
{
    /// <summary>Keyed digests of the credentials that were used for it.</summary>
    public IReadOnlyCollection<string> Digests { get; init; } = [];

    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>The number of its operations.</summary>
    public long Operations { get; init; }
}

/// <summary>Decides which account a credential belongs to. It is pure, and the same for all stores.</summary>
internal static class AccountPolicy
{
    /// <summary>Decides which account a run belongs to.</summary>
    /// <param name="request">What is known about the account of the run.</param>
    /// <param name="digest">The digest of the credential; null if there is no lasting credential.</param>
    /// <param name="known">The accounts that the journal has for the address.</param>
    /// <returns>The name of the account: an existing one, or one to be recorded.</returns>
    /// <exception cref="VendorApiException">
    /// <c>AccountUnclear</c>: nothing may be sent before a person has specified the account.
    /// </exception>
    public static string Decide(AccountRequest request, string? digest, IReadOnlyList<KnownAccount> known)
    {
        KnownAccount? byCredential = digest is null ? null : known.FirstOrDefault(account => account.Digests.Contains(digest));
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            if (byCredential is not null)
                return byCredential.Name;
            if (digest is null)
                throw Unclear(request, known, "the token changes every few hours and does not identify the account. Specify -AccountName.");
            return known.Count == 0
                ? request.Prefix + "-1"
                : throw Unclear(request, known, "the journal does not have this credential, but has others for this address.");
        }

        string name = NameRule.Normalize(request.Name!);
        KnownAccount? byName = known.FirstOrDefault(account => NameRule.Fold(account.Name) == NameRule.Fold(name));
        if (byCredential is not null && byCredential != byName)
            throw Unclear(request, known, $"the journal has this credential as '{byCredential.Name}', not as '{name}'.");
        if (byName is not null)
            return byName.Name;
        return known.Count == 0 || request.IsNew
            ? name
            : throw Unclear(request, known, $"the journal does not have the account '{name}', but has others for this address.");
    }

    private static VendorApiException Unclear(AccountRequest request, IReadOnlyList<KnownAccount> known, string why)
    {
        string accounts = known.Count == 0
            ? string.Empty
            : " Known accounts: " + string.Join("; ", known.Select(static account => string.Format(
                CultureInfo.InvariantCulture,
                "{0} ({1} operations, last used {2})",
                account.Name,
                account.Operations,
                account.LastUsed?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never"))) + ".";
        string ways = known.Count == 0
            ? string.Empty
            : $" If the credential was rotated, connect with -AccountName {known[0].Name}. If it belongs to another account, connect with"
                + " -AccountName <name> -NewAccount.";
        return new VendorApiException(
            ProvisioningError.AccountUnclear,
            $"It is not clear which {request.Vendor} account this is: {why}{accounts}{ways}") { Vendor = request.Vendor };
    }
}
