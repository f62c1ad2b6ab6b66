using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading;

namespace Provisioning.Sandbox.State;

/// <summary>The tokens that the sandbox has issued. Each is good for the vendor that issued it.</summary>
internal sealed class IssuedTokens
{
    /// <summary>
    /// The prefix of the sandbox's own tokens, which are checked. Other tokens are accepted as existing tokens of the caller.
    /// </summary>
    public const string Prefix = "sandbox-";

    private readonly ConcurrentDictionary<string, (string Vendor, DateTimeOffset Until)> _valid = new(StringComparer.Ordinal);
    private long _issued;

    public long Issued => Interlocked.Read(ref _issued);

    public string Issue(string vendor, TimeSpan lifetime)
    {
        string token = Prefix + RandomNumberGenerator.GetHexString(40, lowercase: true);
        _valid[token] = (vendor, DateTimeOffset.UtcNow + lifetime);
        Interlocked.Increment(ref _issued);
        return token;
    }

    /// <summary>Returns whether a vendor accepts a token: only one of its own that has not expired, if the sandbox issued it.</summary>
    public bool IsAccepted(string vendor, string token) => !token.StartsWith(Prefix, StringComparison.Ordinal)
        || (_valid.TryGetValue(token, out (string Vendor, DateTimeOffset Until) issued)
            && issued.Vendor == vendor
            && DateTimeOffset.UtcNow < issued.Until);

    public void Expire(string token) => _valid.TryRemove(token, out _);

    public void ExpireAll() => _valid.Clear();

    public void Clear()
    {
        ExpireAll();
        Interlocked.Exchange(ref _issued, 0);
    }
}
