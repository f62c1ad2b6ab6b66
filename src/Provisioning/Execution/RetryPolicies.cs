using System;
using System.Collections.Concurrent;
using System.Linq;
using Provisioning.Connections;

namespace Provisioning.Execution;

/// <summary>
/// The retry policies of one run, one for each connection. They end with the run, and so does what they remember of an outage: the next run
/// meets the vendor afresh.
/// </summary>
internal sealed class RetryPolicies
{
    private readonly ConcurrentDictionary<Connection, RetryPolicy> _policies = new();

    /// <summary>Returns the policy of a connection.</summary>
    public RetryPolicy Of(Connection connection) =>
        _policies.GetOrAdd(connection, static connection => new RetryPolicy(connection.Options));

    /// <summary>How long the run still waits for a vendor that cannot be reached; null if it does not wait for one.</summary>
    public TimeSpan? OutageTimeLeft => _policies.IsEmpty ? null : _policies.Values.Max(static policy => policy.OutageTimeLeft);
}
