using System;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Sessions;

/// <summary>What a test of a connection found.</summary>
public sealed class ConnectionTestResult
{
    internal ConnectionTestResult(Connection connection, ConnectionTestOutcome outcome, string message)
    {
        Name = connection.Name;
        Vendor = connection.Vendor.Name;
        BaseUri = connection.BaseUri;
        Account = connection.Account ?? connection.AccountName;
        Outcome = outcome;
        Message = message;
    }

    /// <summary>The name of the connection.</summary>
    public string Name { get; }

    /// <summary>The name of the vendor.</summary>
    public string Vendor { get; }

    /// <summary>Whether the connection works, fails, or could not be tested.</summary>
    public ConnectionTestOutcome Outcome { get; }

    /// <summary>The name of the error, as the vendor's cmdlets report it; null if there was none.</summary>
    public string? Error { get; internal init; }

    /// <summary>What the vendor answered, or why the connection could not be tested.</summary>
    public string Message { get; }

    /// <summary>The base address.</summary>
    public Uri BaseUri { get; }

    /// <summary>The tenant, the reseller or the name of the account; null if there is none.</summary>
    public string? Account { get; }

    /// <summary>How long the test took; null if no call was made.</summary>
    public TimeSpan? Duration { get; internal init; }
}

/// <summary>Whether a connection works.</summary>
public enum ConnectionTestOutcome
{
    /// <summary>The vendor has no call that changes nothing, so no call was made.</summary>
    NotTested,

    /// <summary>The vendor answered, and accepted the credentials.</summary>
    Works,

    /// <summary>The vendor could not be reached, did not answer, or refused the credentials.</summary>
    Fails,
}
