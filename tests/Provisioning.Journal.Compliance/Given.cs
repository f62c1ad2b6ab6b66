using System;

namespace Provisioning.Journal.Compliance;

/// <summary>Runs and intents that lack nothing.</summary>
internal static class Given
{
    public const string Address = "https://api.example/";

    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static OperationScope Scope { get; } = new("CloudCockpit", Address, "contoso.example", "Customer.Create");

    public static RunRecord Run(DateTimeOffset? started = null) => new()
    {
        Id = Guid.NewGuid(),
        User = "ana",
        Computer = "work-1",
        Process = 4711,
        Command = "New-CcCustomer",
        Vendor = "CloudCockpit",
        BaseUri = Address,
        Account = "contoso.example",
        Connection = "production",
        LongestCall = TimeSpan.FromSeconds(100),
        Started = started ?? Start,
    };

    public static Intent Intent(Guid run, string key, string data = "data", int row = 1) => new()
    {
        Run = run,
        Row = row,
        Scope = Scope,
        Kind = OperationKind.Create,
        Key = key,
        KeyType = "internalIdentifier",
        Names = [new OperationName("internalIdentifier", key)],
        Fingerprint = data,
        ProposedId = Guid.NewGuid(),
        CorrelationId = Guid.NewGuid().ToString(),
    };
}
