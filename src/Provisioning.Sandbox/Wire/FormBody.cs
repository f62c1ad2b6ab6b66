using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Provisioning.Sandbox.Wire;

/// <summary>Parses <c>application/x-www-form-urlencoded</c>. Names are case-sensitive.</summary>
internal static class FormBody
{
    public static bool TryParse(ReadOnlySpan<byte> body, out Dictionary<string, string> fields, [NotNullWhen(false)] out string? problem)
    {
        fields = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = null;
        foreach (Range part in body.Split((byte)'&'))
        {
            ReadOnlySpan<byte> pair = body[part];
            if (pair.IsEmpty)
                continue;

            int equals = pair.IndexOf((byte)'=');
            string? name = Decode(equals < 0 ? pair : pair[..equals]);
            string? value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            if (name is null || value is null)
                problem = "The body is not validly percent-encoded UTF-8.";
            else if (!fields.TryAdd(name, value))
                problem = $"Parameter '{name}' is given twice.";
        }

        return problem is null;
    }

    private static string? Decode(ReadOnlySpan<byte> encoded)
    {
        byte[]? rented = null;
        Span<byte> decoded = encoded.Length <= 512 ? stackalloc byte[encoded.Length] : rented = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            return TryDecode(encoded, decoded, out int length) && Utf8.IsValid(decoded[..length])
                ? Encoding.UTF8.GetString(decoded[..length])
                : null;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool TryDecode(ReadOnlySpan<byte> encoded, Span<byte> decoded, out int length)
    {
        length = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            byte current = encoded[i];
            if (current == '%')
            {
                if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit((char)encoded[i + 1]) || !char.IsAsciiHexDigit((char)encoded[i + 2]))
                    return false;
                current = (byte)((HexValue(encoded[i + 1]) << 4) | HexValue(encoded[i + 2]));
                i += 2;
            }
            else if (current == '+')
            {
                current = (byte)' ';
            }

            decoded[length++] = current;
        }

        return true;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
