using System;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;

namespace Provisioning.LegacySupport;

/// <summary>The calls that differ between the two builds of this library.</summary>
internal static class Platform
{
    /// <summary>Computes the SHA-256 hash of data.</summary>
    public static byte[] Sha256(byte[] data)
    {
#if NET8_0_OR_GREATER
        return SHA256.HashData(data);
#else
        using SHA256 algorithm = SHA256.Create();
        return algorithm.ComputeHash(data);
#endif
    }

    /// <summary>
    /// Creates the handler that owns the sockets. It neither follows redirects nor keeps cookies, because both would carry credentials.
    /// </summary>
    /// <param name="proxy">The proxy; null for the system's proxy.</param>
    /// <param name="connectTimeout">The time limit for establishing a connection.</param>
    /// <param name="sendTimeout">
    /// After this time the operating system gives up sending what the other side does not acknowledge, if it can. Otherwise it may deliver a
    /// call long after the module has given it up.
    /// </param>
    /// <param name="connections">
    /// Maximum number of connections to a host; null for the platform's default. On .NET Framework the number is the whole process's, so that
    /// a small one would slow down everybody else who calls that host.
    /// </param>
    /// <param name="onWrite">
    /// Returns what to call before each write to a connection that a request opens, if the platform supports it; null if writes are not
    /// observed.
    /// </param>
    public static HttpMessageHandler CreateSocketHandler(
        System.Net.IWebProxy? proxy, TimeSpan connectTimeout, TimeSpan sendTimeout, int? connections, Func<HttpRequestMessage, Action?> onWrite)
    {
#if NET8_0_OR_GREATER
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, sendTimeout, cancellationToken),
            MaxConnectionsPerServer = connections ?? int.MaxValue,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 64 * 1024,
            PlaintextStreamFilter = (context, _) => new System.Threading.Tasks.ValueTask<Stream>(
                onWrite(context.InitialRequestMessage) is { } note
                    ? new ObservedStream(context.PlaintextStream, note)
                    : context.PlaintextStream),
            AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
        };
#else
        _ = connectTimeout;
        _ = sendTimeout;
        _ = onWrite;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
        };
        if (connections is { } limit)
            handler.MaxConnectionsPerServer = limit;
        FrameworkTls.Require(handler);
#endif
        if (proxy is not null)
        {
            handler.Proxy = proxy;
            handler.UseProxy = true;
        }

        return handler;
    }

#if NET8_0_OR_GREATER
    private static async System.Threading.Tasks.ValueTask<Stream> ConnectAsync(
        System.Net.DnsEndPoint address, TimeSpan sendTimeout, CancellationToken cancellationToken)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
        try
        {
            Posix.LimitSendTime(socket, sendTimeout);
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#endif

    /// <summary>The proxy that is used if none is specified.</summary>
    public static System.Net.IWebProxy? SystemProxy =>
#if NET8_0_OR_GREATER
        HttpClient.DefaultProxy;
#else
        System.Net.WebRequest.DefaultWebProxy;
#endif

    /// <summary>Returns whether a call failed because its proxy opened no connection to the server.</summary>
    public static bool IsOfProxyTunnel(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
#if NET8_0_OR_GREATER
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
                return true;
#endif
            if (cause is HttpRequestException && cause.Message.Contains("proxy tunnel"))
                return true;
        }

        return false;
    }

    /// <summary>Returns the encoding with a name, including those of older Windows systems; null if it is unknown.</summary>
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

    /// <summary>Resolves symbolic links in a full path, those of its folders included.</summary>
    public static string ResolveLinks(string path)
    {
#if NET8_0_OR_GREATER
        try
        {
            string resolved = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            string? folder = Path.GetDirectoryName(resolved);
            return folder is null ? resolved : Path.Combine(ResolveFolder(folder), Path.GetFileName(resolved));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
#else
        return path;
#endif
    }

#if NET8_0_OR_GREATER
    private static string ResolveFolder(string folder)
    {
        string? target = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName;
        if (target is not null)
            return ResolveFolder(target);
        string? parent = Path.GetDirectoryName(folder);
        return parent is null ? folder : Path.Combine(ResolveFolder(parent), Path.GetFileName(folder));
    }
#endif

    /// <summary>Whether the departure of calls is observed on their connection, including calls without a body.</summary>
    public static bool ObservesConnections =>
#if NET8_0_OR_GREATER
        true;
#else
        false;
#endif

    /// <summary>Estimates the length of a request's first line and headers, in bytes.</summary>
    public static int LengthOfHeaders(HttpRequestMessage request)
    {
        const int OfLine = 4;
        int length = request.RequestUri!.OriginalString.Length;
#if NET8_0_OR_GREATER
        foreach (System.Collections.Generic.KeyValuePair<string, System.Net.Http.Headers.HeaderStringValues> header in request.Headers.NonValidated)
        {
            foreach (string value in header.Value)
                length += header.Key.Length + value.Length + OfLine;
        }
#else
        foreach (System.Collections.Generic.KeyValuePair<string, System.Collections.Generic.IEnumerable<string>> header in request.Headers)
        {
            foreach (string value in header.Value)
                length += header.Key.Length + value.Length + OfLine;
        }
#endif
        return length;
    }

    /// <summary>Creates an empty file that only its owner can read and write.</summary>
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

    /// <summary>Creates a folder that only its owner can access.</summary>
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

    /// <summary>Cancels without waiting for the callbacks of the cancellation.</summary>
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
                    // The run ended first. An unhandled exception on this thread would crash the process.
                }
            },
            source);
#endif
    }

    /// <summary>Whether this is Windows PowerShell's runtime.</summary>
    public static bool IsDotNetFramework { get; } =
        System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
}
