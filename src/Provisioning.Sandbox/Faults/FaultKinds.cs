using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using static Provisioning.Sandbox.Faults.FaultShows;
using static Provisioning.Sandbox.Faults.Processing;

namespace Provisioning.Sandbox.Faults;

/// <summary>All kinds of fault, as a table.</summary>
internal static class FaultKinds
{
    /// <summary>The name of a call without a fault in a script.</summary>
    public const string Ok = "ok";

    private static readonly FaultKind[] _all =
    [
        new("throttle429", Never, Throttle(429, retryAfter: false)),
        new("throttle429RetryAfter", Never, Throttle(429, retryAfter: true)),
        new("unavailable503", Never, Throttle(503, retryAfter: false)),
        new("unavailable503After", BeforeTheFault, Throttle(503, retryAfter: false)),
        new("unavailable503RetryAfter", Never, Throttle(503, retryAfter: true)),
        new("error500Before", Never, ServerErrorAsync),
        new("error500After", BeforeTheFault, ServerErrorAsync),
        new("timeout408After", BeforeTheFault, RequestTimeoutAsync),
        new("resetBefore", Never, ResetAsync),
        new("resetAfter", BeforeTheFault, ResetAsync),
        new("lateReset", InTheBackground, ResetAsync),
        new("hang", Never, HangAsync),
        new("hangAfter", BeforeTheFault, HangAsync),
        new("truncated", BeforeTheFault, TruncatedAsync),
        new("truncatedBefore", Never, TruncatedAsync),
        new("html", Never, HtmlAsync),
        new("htmlAfter", BeforeTheFault, HtmlAsync),
        new("empty", BeforeTheFault, EmptyAsync),
        new("emptyBefore", Never, EmptyAsync),
        new("wrongType", BeforeTheFault, Json("[1,2]")),
        new("badJson", BeforeTheFault, Json("""{"status":0,"customerId":""")),
        new("deep", BeforeTheFault, Json(string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100)))),
        new("huge", BeforeTheFault, HugeAsync),
        new("redirect", Never, RedirectAsync),
        new("expiredToken", Never, ExpiredTokenAsync),
        new("status9999", Never, Status(9999)),
        new("status9999After", BeforeTheFault, Status(9999)),
        new("status777", Never, Status(777)),
        new("echoSecrets", Never, EchoSecretsAsync),
        new("slowBody", BeforeTheFault, SlowBodyAsync),
    ];

    private static readonly FrozenDictionary<string, FaultKind> _byName =
        _all.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names { get; } = [.. _all.Select(kind => kind.Name)];

    /// <summary>Returns the kind with a name; null for <see cref="Ok"/> and for unknown names.</summary>
    public static FaultKind? Find(string name) => _byName.GetValueOrDefault(name);
}
