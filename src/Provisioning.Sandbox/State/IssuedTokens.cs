using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading;

namespace Provisioning.Sandbox.State;

/// <summary>The bearer tokens that the sandbox has issued.</summary>
internal sealed class IssuedTokens
{
    /// <summary>
    /// The prefix of the sandbox's own tokens, which are checked. Other tokens are accepted as existing tokens of the caller.
    /// </summary>
    public const string Prefix = "sandbox-";

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _validUntil = new(StringComparer.Ordinal);
    private long _issued;

    public long Issued => Interlocked.Read(ref _issued);

    public string Issue()
    {
        string token = Prefix + RandomNumberGenerator.GetHexString(40, lowercase: true);
        _validUntil[token] = DateTimeOffset.UtcNow + Lifetime;
        Interlocked.Increment(ref _issued);
        return token;
    }

    public bool IsValid(string token) => _validUntil.TryGetValue(token, out DateTimeOffset until) && DateTimeOffset.UtcNow < until;

    public void Expire(string token) => _validUntil.TryRemove(token, out _);

    public void ExpireAll() => _validUntil.Clear();

    public void Clear()
    {
        ExpireAll();
        Interlocked.Exchange(ref _issued, 0);
    }
}
