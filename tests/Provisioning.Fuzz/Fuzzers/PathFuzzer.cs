using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Connections;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>Paths of calls: whatever they are made of, credentials go nowhere but below the base address.</summary>
internal sealed class PathFuzzer : IFuzzer
{
    private static readonly Uri[] s_bases = [new("https://api.example.com/"), new("https://api.example.com:8443/rest/v2/"), new("http://127.0.0.1:1/a%20b/")];

    private static readonly string[] s_paths = ["v1/Customers", "services/rest/customer/create", "accounts?externalid=a&skip=0",
        "v1/Customers/3fa85f64-5717-4562-b3fc-2c963f66afa6"];

    private static readonly string[] s_pieces =
        ["..", "/", "//", "\\", "%2e", "%2E%2e", "%2f", "%5c", ":", "https://", "//evil.example", "@", "?", "#", "%00", "%0d%0a", "\r\n",
            " ", "\t", "\u2025", "\uff0e", "．．", "é", "[::1]", ";", "%", "."];

    public string Name => "paths";

    public int Rarity => 1;

    public string? Try(FuzzRandom random)
    {
        Uri at = random.Of(s_bases);
        string path = random.Mutate(random.Mutate(random.Of(s_paths), s_pieces), s_pieces);
        Uri address;
        try
        {
            address = ServiceAddress.Below(at, path);
        }
        catch (ArgumentException)
        {
            return null;
        }

        IEnumerable<string> segments = address.AbsolutePath.Split('/').Select(Uri.UnescapeDataString);
        bool isBelow = address.GetLeftPart(UriPartial.Authority) == at.GetLeftPart(UriPartial.Authority)
            && address.AbsolutePath.StartsWith(at.AbsolutePath, StringComparison.Ordinal)
            && address.UserInfo.Length == 0 && address.Fragment.Length == 0
            && !segments.Any(static segment => segment is "." or "..") && !address.AbsoluteUri.Any(static c => c is <= ' ' or > '~');
        return isBelow ? null : $"{at} and '{path}' became {address.AbsoluteUri}";
    }
}
