using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Benchmarks;

/// <summary>The limit: what a C# program gets through that does nothing but send the same calls and read the answers.</summary>
internal static class HttpLoop
{
    public static async Task<double> RunAsync(Uri baseAddress, int rows, int atOnce, int warmUp)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = atOnce };
        using var http = new HttpClient(handler) { BaseAddress = baseAddress };
        await SendAsync(http, "warm-", warmUp, atOnce).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        await SendAsync(http, string.Empty, rows, atOnce).ConfigureAwait(false);
        return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task SendAsync(HttpClient http, string prefix, int rows, int atOnce)
    {
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(WorkAsync))).ConfigureAwait(false);

        async Task WorkAsync()
        {
            for (int row; (row = Interlocked.Increment(ref next)) <= rows;)
                await CreateAsync(http, prefix + row.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        }
    }

    private static async Task CreateAsync(HttpClient http, string row)
    {
        using var body = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["contactName"] = "Contact " + row,
            ["email"] = $"user{row}@example.com",
            ["username"] = "loop-user-" + row,
            ["password"] = "Sample-Passw0rd",
            ["customer"] = "loop-customer-" + row,
            ["phoneNumber"] = "+1 555 0100",
            ["applyFreeCredits"] = "false",
            ["resellerName"] = "bench",
            ["resellerPassword"] = "bench-password",
        });
        using HttpResponseMessage response = await http.PostAsync(new Uri("services/rest/customer-user/create", UriKind.Relative), body).ConfigureAwait(false);
        string answer = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        if (!answer.Contains("\"status\":0", StringComparison.Ordinal))
            throw new InvalidOperationException("The server refused: " + answer);
    }
}
