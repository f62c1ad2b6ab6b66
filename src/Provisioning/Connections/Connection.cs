using System;
using Provisioning.Connections.SignIn;
using Provisioning.Secrets;

namespace Provisioning.Connections;

/// <summary>A vendor, a base address, credentials and options: a plain value. No call is made until the first operation needs one.</summary>
public sealed class Connection : IDisposable
{
    private readonly object _gate = new();
    private IDisposable? _resources;

    internal Connection(Vendor vendor, Uri baseUri, string? account, ISignIn signIn, ConnectionOptions options, string? correlationHeader = null)
    {
        Vendor = vendor;
        BaseUri = ServiceAddress.CheckBase(baseUri);
        Account = account;
        SignIn = signIn;
        Options = options;
        CorrelationHeader = correlationHeader;
        Name = vendor.Name;
        Redactor = new Redactor(() => signIn.Secrets);
    }

    /// <summary>The name that distinguishes it from other connections of the session. Default: the vendor's name.</summary>
    public string Name { get; init; }

    /// <summary>The vendor.</summary>
    public Vendor Vendor { get; }

    /// <summary>The base address; ends in a slash.</summary>
    public Uri BaseUri { get; }

    /// <summary>The tenant or reseller that the vendor knows the caller by; null where the wire names none.</summary>
    public string? Account { get; }

    /// <summary>The name that the journal is to know the account by, where the wire names none; null lets the journal tell by the credential.</summary>
    public string? AccountName => Options.AccountName;

    /// <summary>Whether <see cref="AccountName"/> is said to be a new account's.</summary>
    internal bool IsNewAccount => Options.IsNewAccount;

    /// <summary>What tells the account where the wire names none; null where nothing lasts.</summary>
    internal Secret? LastingCredential { get; init; }

    /// <summary>The time limit of one call, in seconds.</summary>
    public int TimeoutSec => (int)Options.Timeout.TotalSeconds;

    /// <summary>How often a call that was not sent, or not processed, is retried.</summary>
    public int MaximumRetryCount => Options.MaximumRetryCount;

    /// <summary>Maximum number of calls per second; null without limit.</summary>
    public int? RequestsPerSecond => Options.RequestsPerSecond;

    /// <summary>Whether it was disconnected and can no longer be used.</summary>
    public bool IsClosed { get; private set; }

    // Not public: a proxy may hold credentials, and whatever is public is shown by ConvertTo-Json.
    internal ConnectionOptions Options { get; }

    internal ISignIn SignIn { get; }

    /// <summary>The header that carries a row's correlation id; null where the vendor takes none.</summary>
    internal string? CorrelationHeader { get; }

    internal Redactor Redactor { get; }

    /// <summary>Forgets the secrets and closes what the connection owns.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (IsClosed)
                return;
            IsClosed = true;
            _resources?.Dispose();
        }

        SignIn.Forget();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// What works for this connection and lives as long as it does, made when it is first asked for. The connection does not know what it is:
    /// sockets, retries and rate limits are the business of those who make calls.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The connection was disconnected.</exception>
    internal T Resources<T>(Func<Connection, T> create)
        where T : class, IDisposable
    {
        lock (_gate)
        {
            if (IsClosed)
                throw new ObjectDisposedException(Name, $"The connection '{Name}' was disconnected.");
            return (T)(_resources ??= create(this));
        }
    }
}
