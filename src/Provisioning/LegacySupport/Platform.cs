using System;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;

namespace Provisioning.LegacySupport;

/// <summary>The few calls that differ between the two builds of this library.</summary>
internal static class Platform
{
    /// <summary>SHA-256 of some bytes.</summary>
    public static byte[] Sha256(byte[] data)
    {
#if NET8_0_OR_GREATER
        return SHA256.HashData(data);
#else
        using SHA256 algorithm = SHA256.Create();
        return algorithm.ComputeHash(data);
#endif
    }

    /// <summary>The handler that owns the sockets. Redirects are never followed and cookies never kept: both would carry credentials.</summary>
    /// <param name="proxy">The proxy; null takes the system's.</param>
    /// <param name="connectTimeout">How long a connection may take to come about.</param>
    /// <param name="connections">How many connections there may be at once.</param>
    /// <param name="onWrite">
    /// What to call before each write to a connection that a request opens, where the platform can; null where nobody watches it.
    /// </param>
    public static HttpMessageHandler CreateSocketHandler(
        System.Net.IWebProxy? proxy, TimeSpan connectTimeout, int connections, Func<HttpRequestMessage, Action?> onWrite)
    {
#if NET8_0_OR_GREATER
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,
            MaxConnectionsPerServer = connections,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 64 * 1024,
            PlaintextStreamFilter = (context, _) => new System.Threading.Tasks.ValueTask<Stream>(
                onWrite(context.InitialRequestMessage) is { } note ? new ObservedStream(context.PlaintextStream, note) : context.PlaintextStream),
            AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
        };
#else
        _ = connectTimeout;
        _ = onWrite;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = connections,
            AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
        };
#endif
        if (proxy is not null)
        {
            handler.Proxy = proxy;
            handler.UseProxy = true;
        }

        return handler;
    }

    /// <summary>The encoding of a name, those of older Windows systems among them; null where nobody knows it.</summary>
    public static System.Text.Encoding? FindEncoding(string name)
    {
#if NET8_0_OR_GREATER
        if (System.Text.CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding)
            return encoding;
#endif
        try
        {
            return System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The file that a path leads to, whatever links stand in its way.</summary>
    public static string ResolveLinks(string path)
    {
#if NET8_0_OR_GREATER
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
#else
        return path;
#endif
    }

    /// <summary>Whether calls are seen leaving on their connection, those without a body too.</summary>
    public static bool ObservesConnections =>
#if NET8_0_OR_GREATER
        true;
#else
        false;
#endif

    /// <summary>Makes an empty file that only its owner may read and write.</summary>
    public static void CreatePrivateFile(string path)
    {
        using (new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
        }

#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
#endif
    }

    /// <summary>Makes a folder that only its owner may enter.</summary>
    public static void CreatePrivateFolder(string path)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    /// <summary>Cancels without waiting for what the cancellation sets off, where the platform can.</summary>
    public static void CancelSoon(CancellationTokenSource source)
    {
#if NET8_0_OR_GREATER
        _ = source.CancelAsync();
#else
        ThreadPool.QueueUserWorkItem(
            static state =>
            {
                try
                {
                    ((CancellationTokenSource)state!).Cancel();
                }
                catch (ObjectDisposedException)
                {
                    // All was over before its turn came; uncaught here, it would take the process along.
                }
            },
            source);
#endif
    }

    /// <summary>Whether this is Windows PowerShell's runtime.</summary>
    public static bool IsDotNetFramework { get; } =
        System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
}
