using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Provisioning.Journal;

/// <summary>Whose customers a run's are, where the wire names no account.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="BaseUri">The base address, in the form that all addresses of the service share.</param>
/// <param name="Prefix">How an account is named that nobody named: <c>qh</c> becomes <c>qh-1</c>.</param>
/// <param name="Name">The name that was given; null where none was.</param>
/// <param name="IsNew">Whether the name is said to be a new account's.</param>
/// <param name="Credential">The lasting credential, for a digest that tells whether it is known; null where it is another every few hours.</param>
internal sealed record AccountRequest(string Vendor, string BaseUri, string Prefix, string? Name, bool IsNew, Func<byte[], string>? Credential);

/// <summary>An account that a journal knows.</summary>
/// <param name="Id">The journal's number of it.</param>
/// <param name="Name">Its name.</param>
internal sealed record KnownAccount(long Id, string Name)
{
    /// <summary>Keyed digests of the credentials that were used for it.</summary>
    public IReadOnlyCollection<string> Digests { get; init; } = [];

    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>The number of its operations.</summary>
    public long Operations { get; init; }
}

/// <summary>Which account a credential belongs to: pure, and the same for all stores.</summary>
internal static class AccountPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="request">What is known of the run.</param>
    /// <param name="digest">The credential's digest; null where there is no lasting credential.</param>
    /// <param name="known">The accounts that the journal knows for the address.</param>
    /// <returns>The account's name: a known one, or one to be recorded.</returns>
    /// <exception cref="VendorApiException"><c>AccountUnclear</c>: nothing may be sent before a person has said which account it is.</exception>
    public static string Decide(AccountRequest request, string? digest, IReadOnlyList<KnownAccount> known)
    {
        KnownAccount? byCredential = digest is null ? null : known.FirstOrDefault(account => account.Digests.Contains(digest));
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            if (byCredential is not null)
                return byCredential.Name;
            if (digest is null)
                throw Unclear(request, known, "its token is another every few hours and does not tell which account it is for: give -AccountName.");
            return known.Count == 0
                ? request.Prefix + "-1"
                : throw Unclear(request, known, "the journal does not know this credential, and knows others for this address.");
        }

        string name = NameRule.Normalize(request.Name!);
        KnownAccount? byName = known.FirstOrDefault(account => NameRule.Fold(account.Name) == NameRule.Fold(name));
        if (byCredential is not null && byCredential != byName)
            throw Unclear(request, known, $"the journal knows this credential as '{byCredential.Name}', not as '{name}'.");
        if (byName is not null)
            return byName.Name;
        return known.Count == 0 || request.IsNew
            ? name
            : throw Unclear(request, known, $"the journal does not know the account '{name}', and knows others for this address.");
    }

    private static VendorApiException Unclear(AccountRequest request, IReadOnlyList<KnownAccount> known, string why)
    {
        string accounts = known.Count == 0
            ? string.Empty
            : " Known: " + string.Join("; ", known.Select(static account => string.Format(
                CultureInfo.InvariantCulture,
                "{0} ({1} operations, last used {2})",
                account.Name,
                account.Operations,
                account.LastUsed?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never"))) + ".";
        string ways = known.Count == 0
            ? string.Empty
            : $" If the credential was rotated: -AccountName {known[0].Name}; if it is another account's: -AccountName <name> -NewAccount. Both are parameters of the Connect- cmdlet.";
        return new VendorApiException(
            ProvisioningError.AccountUnclear,
            $"It is not clear which {request.Vendor} account this is: {why}{accounts}{ways}") { Vendor = request.Vendor };
    }
}
