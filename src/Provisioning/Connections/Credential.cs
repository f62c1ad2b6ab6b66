using System;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Secrets;

namespace Provisioning.Connections;

/// <summary>The lasting credential of an account that the wire does not name.</summary>
internal static class Credential
{
    /// <summary>A keyed digest, which tells whether it is the same credential and nothing else.</summary>
    public static string Digest(Secret credential, byte[] key)
    {
        using var algorithm = new HMACSHA256(key);
        return Convert.ToBase64String(algorithm.ComputeHash(Encoding.UTF8.GetBytes(credential.Reveal())));
    }
}
