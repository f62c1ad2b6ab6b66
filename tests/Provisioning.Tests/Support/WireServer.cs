using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Tests.Support;

/// <summary>A request, to the letter, as it came over the wire.</summary>
internal sealed record WireRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>Whether it creates something at one of the vendors, and does not only ask.</summary>
    public bool IsCreate => Method == "PUT" || (Method == "POST" && !Target.EndsWith("/admin/balance", StringComparison.Ordinal)
        && !Target.EndsWith("/user/messages", StringComparison.Ordinal));

    public string? Header(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).SingleOrDefault();
}

/// <summary>Bytes to answer with, and what happens to the connection afterwards.</summary>
internal sealed record WireAnswer(byte[] Bytes, bool Hangs = false, bool Resets = false, bool KeepsOpen = false)
{
    public static WireAnswer Hang { get; } = new([], Hangs: true);

    public static WireAnswer Reset { get; } = new([], Resets: true);

    /// <summary>The connection ends in good order, without a word.</summary>
    public static WireAnswer Close { get; } = new([]);

    public static WireAnswer Json(string body, int status = 200, params string[] headers) =>
        Of(status, Encoding.UTF8.GetBytes(body), ["Content-Type: application/json", .. headers]);

    public static WireAnswer Text(string body, int status = 200, params string[] headers) =>
        Of(status, Encoding.UTF8.GetBytes(body), ["Content-Type: text/plain", .. headers]);

    public static WireAnswer Of(int status, byte[] body, params string[] headers)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Some reason\r\nConnection: close\r\nContent-Length: {body.Length}\r\n");
        return new([.. Encoding.ASCII.GetBytes(head + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n"), .. body]);
    }

    /// <summary>The same answer on a connection that takes the next request too.</summary>
    public WireAnswer KeptOpen()
    {
        string text = Encoding.Latin1.GetString(Bytes).Replace("Connection: close\r\n", "", StringComparison.Ordinal);
        return new(Encoding.Latin1.GetBytes(text), KeepsOpen: true);
    }

    /// <summary>The length is announced whole, the last bytes never come.</summary>
    public WireAnswer CutShortBy(int bytes) => new(Bytes[..^bytes]);
}

/// <summary>A server that answers what it is told to and keeps what it was sent. It knows no vendor.</summary>
internal sealed class WireServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<WireRequest, int, WireAnswer> _answer;
    private int _answered;
    private int _connections;

    private WireServer(Func<WireRequest, int, WireAnswer> answer) => _answer = answer;

    public Uri BaseAddress => new($"http://{_listener.LocalEndpoint}/");

    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    /// <summary>How many connections were opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Starts a server that gives the answers in turn, and the last one ever after.</summary>
    public static WireServer Start(params WireAnswer[] answers) => Start((_, number) => answers[Math.Min(number, answers.Length) - 1]);

    /// <summary>Starts a server that answers as the function says, given a request and its number, from 1.</summary>
    public static WireServer Start(Func<WireRequest, int, WireAnswer> answer)
    {
        var server = new WireServer(answer);
        server._listener.Start();
        _ = server.ListenAsync();
        return server;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server was closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Interlocked.Increment(ref _connections);
                NetworkStream stream = client.GetStream();
                WireAnswer answer;
                do
                {
                    if (await ReadAsync(stream) is not { } request)
                        return;
                    _requests.Enqueue(request);
                    answer = _answer(request, Interlocked.Increment(ref _answered));
                    await stream.WriteAsync(answer.Bytes, _closing.Token);
                    if (answer.Hangs)
                        await Task.Delay(Timeout.Infinite, _closing.Token);
                }
                while (answer.KeepsOpen);
                client.LingerState = new LingerOption(answer.Resets, 0);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the server was closed.
            }
        }
    }

    private async Task<WireRequest?> ReadAsync(NetworkStream stream)
    {
        var received = new MemoryStream();
        byte[] buffer = new byte[8192];
        while (true)
        {
            string text = Encoding.UTF8.GetString(received.GetBuffer(), 0, (int)received.Length);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && Parse(text[..end], received.ToArray().AsSpan(Encoding.UTF8.GetByteCount(text.AsSpan(0, end + 4)))) is { } request)
                return request;
            int read = await stream.ReadAsync(buffer, _closing.Token);
            if (read == 0)
                return null;
            received.Write(buffer, 0, read);
        }
    }

    private static WireRequest? Parse(string head, ReadOnlySpan<byte> body)
    {
        string[] lines = head.Split("\r\n");
        string[] first = lines[0].Split(' ');
        KeyValuePair<string, string>[] headers =
            [.. lines.Skip(1).Select(line => line.Split(':', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1].TrimStart()))];
        int length = headers.Where(header => header.Key == "Content-Length").Select(header => int.Parse(header.Value,
            CultureInfo.InvariantCulture)).SingleOrDefault();
        return body.Length < length ? null : new WireRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body[..length]));
    }
}
