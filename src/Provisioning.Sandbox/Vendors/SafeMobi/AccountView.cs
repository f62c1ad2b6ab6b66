using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text.Json;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>An account as the vendor returns it. Members that have no value are left out.</summary>
internal sealed class AccountView(AccountStore store)
{
    private const int SecretBytes = 20;

    // The same account has the same token in each answer, but nobody can tell the token from the ID.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Writes what a create call answers.</summary>
    public static void WriteCreated(Utf8JsonWriter json, StoredAccount account)
    {
        json.WriteStartObject();
        WriteFields(json, account);
        json.WriteEndObject();
    }

    /// <summary>Writes what all other calls answer, with what belongs to the account.</summary>
    public void Write(Utf8JsonWriter json, StoredAccount account)
    {
        json.WriteStartObject();
        WriteFields(json, account);
        StoredAccount[] children = store.ChildrenOf(account.Id);
        if (children.Length > 0)
            WriteChildren(json, children);
        WriteExtras(json, account);
        json.WriteEndObject();
    }

    // Only Basic accounts have parents, and Basic accounts have no sub-accounts. One level also ends where updates have made a circle.
    private void WriteChildren(Utf8JsonWriter json, IEnumerable<StoredAccount> children)
    {
        json.WriteStartArray("SubAccounts");
        foreach (StoredAccount child in children)
        {
            json.WriteStartObject();
            WriteFields(json, child);
            WriteExtras(json, child);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteExtras(Utf8JsonWriter json, StoredAccount account)
    {
        if (account.IsPremium)
            WriteSites(json, account);
        // Spelled so by the vendor.
        json.WriteBoolean("IsLoyaltyProgramAccoun", false);
        string secret = Convert.ToHexStringLower(HMACSHA256.HashData(_key, account.Id.ToByteArray()).AsSpan(0, SecretBytes));
        json.WriteString("IframeStatsToken", "stats-" + secret);
    }

    // A Premium account begins with one site, whose ID is derived, so that it is the same in each answer.
    private static void WriteSites(Utf8JsonWriter json, StoredAccount account)
    {
        string name = $"site-{account.Id:N}"[..13];
        json.WriteStartArray("Sites");
        json.WriteStartObject();
        json.WriteString("Id", new Guid(SHA256.HashData(account.Id.ToByteArray()).AsSpan(0, 16)));
        json.WriteString("AccountId", account.Id);
        json.WriteString("SiteDomainName", name);
        json.WriteString("SiteFullDomainName", name + ".safemobi.example");
        json.WriteStartArray("ExternalDomainNames");
        json.WriteEndArray();
        json.WriteString("Created", account.Created.UtcDateTime);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, StoredAccount account)
    {
        json.WriteString("Id", account.Id);
        Echo(json, account.Fields, "ExternalId");
        Echo(json, account.Fields, AccountShape.Type);
        Echo(json, account.Fields, "AccountPlanId");
        json.WriteString("Status", account.Status);
        foreach (string field in AccountShape.AnsweredLast)
            Echo(json, account.Fields, field);
    }

    private static void Echo(Utf8JsonWriter json, JsonElement account, string field)
    {
        if (!account.TryGetProperty(field, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return;
        json.WritePropertyName(field);
        value.WriteTo(json);
    }
}
