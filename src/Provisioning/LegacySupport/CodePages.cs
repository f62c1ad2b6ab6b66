using System;
using System.Text;

namespace Provisioning.LegacySupport;

/// <summary>
/// The code pages of Windows and DOS, on every platform. .NET Framework has them, and netstandard2.0 does not know the provider that newer
/// versions have instead. The provider is asked and not registered: that would change what the whole process reads.
/// </summary>
internal static class CodePages
{
    private static readonly EncodingProvider? s_provider = (EncodingProvider?)Type
        .GetType("System.Text.CodePagesEncodingProvider, System.Text.Encoding.CodePages")?.GetProperty("Instance")?.GetValue(null);

    /// <summary>Returns an encoding that refuses what it cannot read; null if there is none with the name.</summary>
    public static Encoding? Find(string name) => Try(() =>
        s_provider?.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));

    /// <summary>Returns an encoding that refuses what it cannot read; null if there is none with the number.</summary>
    public static Encoding? Find(int codePage) => Try(() =>
        s_provider?.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));

    private static Encoding? Try(Func<Encoding> find)
    {
        try
        {
            return find();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
