using System;
using Provisioning.Connections.SignIn;
using Provisioning.Secrets;

namespace Provisioning.Connections;

/// <summary>
/// A vendor, a base address, credentials and options, as a plain value. No call is made until the first operation needs one.
/// </summary>
public sealed class Connection : IDisposable
{
    private readonly object _gate = new();
    private IDisposable? _resources;

    internal Connection(
        Vendor vendor, Uri baseUri, string? account, ISignIn signIn, ConnectionOptions options, string? correlationHeader = null)
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

    /// <summary>The base address. It ends with a slash.</summary>
    public Uri BaseUri { get; }

    /// <summary>The tenant or reseller that identifies the caller to the vendor; null if the vendor's API has neither.</summary>
    public string? Account { get; }

    /// <summary>
    /// The name of the account in the journal, if the vendor's API does not name one; null to recognize the account by its credential.
    /// </summary>
    public string? AccountName => Options.AccountName;

    /// <summary>Whether <see cref="AccountName"/> was specified as the name of a new account.</summary>
    internal bool IsNewAccount => Options.IsNewAccount;

    /// <summary>The credential that identifies the account if the vendor's API does not name one; null if no credential lasts.</summary>
    internal Secret? LastingCredential { get; init; }

    /// <summary>The time limit of one call, in seconds.</summary>
    public int TimeoutSec => (int)Options.Timeout.TotalSeconds;

    /// <summary>Maximum number of retries of a call that was not sent or not processed.</summary>
    public int MaximumRetryCount => Options.MaximumRetryCount;

    /// <summary>Maximum number of calls per second; null if there is no limit.</summary>
    public int? RequestsPerSecond => Options.RequestsPerSecond;

    /// <summary>Whether the connection was disconnected and can no longer be used.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>
    /// Whether it is the default of its vendor in the session that created it: commands that specify no connection use it.
    /// </summary>
    public bool IsDefault { get; internal set; }

    // Not public: a proxy may contain credentials, and ConvertTo-Json shows every public property.
    internal ConnectionOptions Options { get; }

    internal ISignIn SignIn { get; }

    /// <summary>The header that carries a row's correlation ID; null if the vendor supports none.</summary>
    internal string? CorrelationHeader { get; }

    internal Redactor Redactor { get; }

    /// <summary>
    /// Begins no further calls. When those in flight have ended, the secrets are forgotten and everything that the connection owns is closed.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (IsClosed)
                return;
            IsClosed = true;
            if (_resources is null)
                SignIn.Forget();
            else
                _resources.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// Returns a copy that makes each call once, with sockets of its own. Disposing of the copy leaves this connection and its secrets as
    /// they are.
    /// </summary>
    internal Connection WithoutRetries() =>
        new(Vendor, BaseUri, Account, new BorrowedSignIn(SignIn), Options with { MaximumRetryCount = 0 }, CorrelationHeader)
        {
            Name = Name,
            LastingCredential = LastingCredential,
        };

    /// <summary>
    /// The resources that make calls for this connection, created on first use and disposed of with the connection. The connection does not
    /// know what they are: sockets, retries and rate limits are the concern of the code that makes calls. They also forget the secrets, which
    /// calls in flight need to the end.
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
