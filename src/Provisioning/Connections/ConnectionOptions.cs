using System;
using System.Net;

namespace Provisioning.Connections;

/// <summary>How a connection behaves, whatever the vendor.</summary>
public sealed record ConnectionOptions
{
    /// <summary>How long one call may take until its answer is read whole. Default: 100 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a call that was not sent, or not processed, is tried again. Default: 4; 0 never.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>At most so many calls a second, over all runs on this connection. Default: no limit.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>The name that the journal is to know the account by, where the wire names none. Default: the journal tells by the credential.</summary>
    public string? AccountName { get; init; }

    /// <summary>Whether <see cref="AccountName"/> is a new account's, where the journal knows others for the address. Default: no.</summary>
    public bool IsNewAccount { get; init; }

    /// <summary>The proxy; null takes the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Where time comes from; tests hand in their own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The waits between calls; tests and large fault runs shorten them.</summary>
    internal RetryTiming Timing { get; init; } = new();
}
