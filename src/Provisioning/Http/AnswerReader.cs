using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.LegacySupport;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>Reads an answer within limits, and describes what is wrong with it.</summary>
internal static class AnswerReader
{
    /// <summary>Maximum number of bytes that are read of an answer.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        TimeSpan? retryAfter = RetryAfter(response, time);
        using CancellationTokenRegistration closing =
            cancellationToken.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
        (string? text, string? problem) = await ReadTextAsync(response.Content, cancellationToken).ConfigureAwait(false);
        JToken? json = null;
        if (text is not null)
            (json, problem) = Parse(text, cancellationToken);
        return new Answer(status, text, json, problem) { RetryAfter = retryAfter, Location = Location(response) };
    }

    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    internal static (JToken? Json, string? Problem) Parse(string text, CancellationToken cancellationToken = default)
    {
        int start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        if (start == text.Length)
            return (null, "the answer is empty");
        if (text[start] == '<')
            return (null, "the answer is a web page, not JSON" + Title(text));
        (JToken? json, string? problem) = StrictJson.Read(text, cancellationToken: cancellationToken);
        return (json, problem is null ? null : "the answer " + problem);
    }

    private static async Task<(string? Text, string? Problem)> ReadTextAsync(HttpContent content, CancellationToken cancellationToken)
    {
        int expected = (int)Math.Min(content.Headers.ContentLength ?? 1024, MaximumLength);
        using var body = new MemoryStream(expected);
        try
        {
            using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
            byte[] buffer = new byte[Math.Min(Math.Max(expected, 256), 16 * 1024)];
            int read;
            while ((read = await ReadAsync(stream, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > MaximumLength)
                    return (
                        null,
                        string.Format(CultureInfo.InvariantCulture, "the answer is longer than {0} MiB", MaximumLength / 1024 / 1024));
                body.Write(buffer, 0, read);
            }
        }
        catch (Exception exception) when (IsOfReading(exception))
        {
            // What a connection says that was closed because the time of the call is over is not the vendor's failure.
            cancellationToken.ThrowIfCancellationRequested();
            return (null, "the answer was cut off or damaged: " + FailureText.Of(exception));
        }

        string text = EncodingOf(content, body).GetString(body.GetBuffer(), 0, (int)body.Length);
        return text.Length > 0 && text[0] == '\uFEFF' ? (text.Substring(1), null) : (text, null);
    }

    private static bool IsOfReading(Exception exception) => exception
        is IOException or HttpRequestException or InvalidDataException or System.Net.WebException or ObjectDisposedException;

    // The streams of .NET Framework ignore the token. Closing the response usually ends the reading, and nobody waits for a read that goes
    // on all the same.
    private static async Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        Task<int> read = stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken);
        if (!read.IsCompleted)
        {
            var canceled = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(static state => ((TaskCompletionSource<int>)state!).TrySetCanceled(), canceled))
            {
                if (await Task.WhenAny(read, canceled.Task).ConfigureAwait(false) != read)
                {
                    _ = read.ContinueWith(
                        static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }

        return await read.ConfigureAwait(false);
    }

    // The encoding that the answer names. As in browsers, a byte order mark takes precedence over it.
    private static Encoding EncodingOf(HttpContent content, MemoryStream body)
    {
        if (Marked(body.GetBuffer(), body.Length) is { } marked)
            return marked;
        string? name = content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        return name is null
            || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || name.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8
            : Platform.FindEncoding(name) ?? Encoding.UTF8;
    }

    private static Encoding? Marked(byte[] start, long length) => length switch
    {
        >= 4 when start[0] == 0xFF && start[1] == 0xFE && start[2] == 0 && start[3] == 0 => Encoding.UTF32,
        >= 3 when start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF => Encoding.UTF8,
        >= 2 when start[0] == 0xFE && start[1] == 0xFF => Encoding.BigEndianUnicode,
        >= 2 when start[0] == 0xFF && start[1] == 0xFE => Encoding.Unicode,
        _ => null,
    };

    // The query of an address may hold a token.
    private static string? Location(HttpResponseMessage response) => response.Headers.Location switch
    {
        null => null,
        { IsAbsoluteUri: true } place => place.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        { } path => path.OriginalString.Split('?', '#')[0],
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        if (response.Headers.RetryAfter is not { } header)
            return null;

        // A date refers to the vendor's clock, so it is compared with the answer's own date if there is one: this machine's clock may be
        // wrong, or be set in the meantime.
        TimeSpan wait = header.Delta ?? (header.Date - (response.Headers.Date ?? time.GetUtcNow())) ?? TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // The whole title: secrets are masked in it before it is shortened.
    private static string Title(string page)
    {
        int start = page.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        int end = start < 0 ? -1 : page.IndexOf('<', start + 7);
        return end < 0 ? string.Empty : $" (its title: '{System.Net.WebUtility.HtmlDecode(page.Substring(start + 7, end - start - 7)).Trim()}')";
    }
}
