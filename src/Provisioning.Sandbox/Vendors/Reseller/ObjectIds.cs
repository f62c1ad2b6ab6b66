using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;

namespace Provisioning.Sandbox.Vendors.Reseller;

/// <summary>IDs like those of MongoDB: seconds, a random number per process, and a counter.</summary>
internal static class ObjectIds
{
    private const int HexDigits = 24;

    private static readonly string _process = RandomNumberGenerator.GetHexString(10, lowercase: true);
    private static int _counter;

    public static string Next() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}{_process}{Interlocked.Increment(ref _counter) & 0xFFFFFF:x6}");

    public static bool IsObjectId(string text) => text.Length == HexDigits && text.All(char.IsAsciiHexDigit);
}
