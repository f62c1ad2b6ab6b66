using System;
using System.Net;

namespace Provisioning.Connections;

/// <summary>How a connection behaves, regardless of the vendor.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The time limit of one call, including reading the whole answer. Default: 100 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Maximum number of retries of a call that was not sent or not processed. Default: 4; 0 disables retries.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>Maximum number of calls per second, over all runs on this connection. Default: no limit.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>
    /// The name of the account in the journal, if the vendor's API does not name one. Default: the account is recognized by its credential.
    /// </summary>
    public string? AccountName { get; init; }

    /// <summary>
    /// Whether <see cref="AccountName"/> is the name of a new account, if the journal has others for the address. Default: no.
    /// </summary>
    public bool IsNewAccount { get; init; }

    /// <summary>
    /// How long a call in doubt must have been over before the vendor is believed that it does not have the customer. Default: 30 seconds.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The proxy; null for the system's proxy.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>The source of time. Tests supply their own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The delays between calls. Tests and large fault runs shorten them.</summary>
    internal RetryTiming Timing { get; init; } = new();
}
