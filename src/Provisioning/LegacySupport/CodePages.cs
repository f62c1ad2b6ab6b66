using System;
using System.Text;

namespace Provisioning.LegacySupport;

/// <summary>
/// The code pages of Windows and DOS, on every platform. .NET Framework knows them; newer versions only through a provider, which is not
/// registered here: it would change what the whole process reads.
/// </summary>
internal static class CodePages
{
    /// <summary>Returns an encoding that refuses what it cannot read; null if there is none with the name.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
#if NET
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
#else
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
#endif
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Returns an encoding that refuses what it cannot read; null if there is none with the number.</summary>
    public static Encoding? Find(int codePage)
    {
        try
        {
#if NET
            return CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
#else
            return Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
#endif
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
