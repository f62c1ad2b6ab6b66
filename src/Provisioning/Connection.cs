using System;
using System.Threading.RateLimiting;
using Provisioning.Http;
using Provisioning.Http.SignIn;
using Provisioning.Vendors;

namespace Provisioning;

/// <summary>A vendor, a base address, credentials and options. No call is made until the first operation needs one.</summary>
public sealed class Connection : IDisposable
{
    private readonly Lazy<VendorClient> _client;
    private readonly Lazy<RetryPolicy> _retry;
    private readonly Lazy<RateLimiter?> _rateLimiter;

    internal Connection(Vendor vendor, Uri baseUri, string? account, ISignIn signIn, ConnectionOptions options, string? correlationHeader = null)
    {
        Vendor = vendor;
        BaseUri = ServiceAddress.CheckBase(baseUri);
        Account = account;
        SignIn = signIn;
        Options = options;
        Name = vendor.Name;
        Redactor = new Redactor(signIn);
        _client = new Lazy<VendorClient>(() => new VendorClient(this, correlationHeader));
        _retry = new Lazy<RetryPolicy>(() => new RetryPolicy(options));
        _rateLimiter = new Lazy<RateLimiter?>(() => RateLimit.Create(options));
    }

    /// <summary>What tells it from other connections of the session. Default: the vendor's name.</summary>
    public string Name { get; init; }

    /// <summary>The vendor.</summary>
    public Vendor Vendor { get; }

    /// <summary>The base address; ends in a slash.</summary>
    public Uri BaseUri { get; }

    /// <summary>The tenant or reseller that the vendor knows the caller by; null where it has no name for it.</summary>
    public string? Account { get; }

    /// <summary>How long one call may take, in seconds.</summary>
    public int TimeoutSec => (int)Options.Timeout.TotalSeconds;

    /// <summary>How often a call that was not sent, or not processed, is tried again.</summary>
    public int MaximumRetryCount => Options.MaximumRetryCount;

    /// <summary>At most so many calls a second; null without limit.</summary>
    public int? RequestsPerSecond => Options.RequestsPerSecond;

    /// <summary>Whether it was disconnected: it cannot be used any more.</summary>
    public bool IsClosed { get; private set; }

    // Not public: a proxy may hold credentials, and whatever is public is shown by ConvertTo-Json.
    internal ConnectionOptions Options { get; }

    internal ISignIn SignIn { get; }

    internal Redactor Redactor { get; }

    internal VendorClient Client => IsClosed ? throw new ObjectDisposedException(Name, $"The connection '{Name}' was disconnected.") : _client.Value;

    internal RetryPolicy Retry => _retry.Value;

    internal RateLimiter? RateLimiter => _rateLimiter.Value;

    /// <summary>Forgets the secrets and closes the sockets.</summary>
    public void Dispose()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        if (_rateLimiter.IsValueCreated)
            _rateLimiter.Value?.Dispose();
        SignIn.Forget();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
