using System;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>An account. It is immutable: a change creates another one.</summary>
/// <param name="Id">The ID that the vendor assigned.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Fields">The request that created it, or the last one that updated it.</param>
internal sealed record StoredAccount(Guid Id, DateTimeOffset Created, JsonElement Fields)
{
    private const string Active = "Active";

    private static readonly string[] _basicStatuses = [Active, "Disabled"];
    private static readonly string[] _premiumStatuses = [Active, "Suspended", "Canceled"];

    public string Status { get; init; } = Active;

    public string Type => Fields.Text(nameof(Type))!;

    public bool IsPremium => Type == AccountShape.Premium;

    /// <summary>The statuses that an account of this type can have.</summary>
    public string[] Statuses => IsPremium ? _premiumStatuses : _basicStatuses;

    public string? ExternalId => Fields.Text(nameof(ExternalId));

    public Guid? ParentAccountId => Guid.TryParseExact(Fields.Text(nameof(ParentAccountId)), "D", out Guid parent) ? parent : null;
}
