using System;
using System.Globalization;
using BenchmarkDotNet.Running;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Benchmarks;

/// <summary>
/// <c>loop ADDRESS ROWS AT_ONCE WARM_UP</c> runs the bare HttpClient loop, <c>fill PATH ADDRESS ROWS DOUBTS</c> makes a journal of that size,
/// <c>costs PATH ADDRESS</c> measures what opening it and writing to it costs; anything else goes to BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["loop", var address, var rows, var atOnce, var warmUp]:
                double rate = HttpLoop.RunAsync(new Uri(address), Number(rows), Number(atOnce), Number(warmUp)).GetAwaiter().GetResult();
                Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{{\"RowsPerSecond\":{0:0.0}}}", rate));
                return 0;
            case ["fill", var path, var address, var rows, var doubts]:
                Fill(path, new Uri(address), Number(rows), Number(doubts));
                return 0;
            case ["costs", var path, var address]:
                using (Connection connection = BenchRows.Connect(new Uri(address)))
                {
                    foreach (string line in new JournalCosts(new JournalLocation(path), connection).Measure())
                        Console.WriteLine(line);
                }

                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
                return 0;
        }
    }

    private static void Fill(string path, Uri address, int rows, int doubts)
    {
        using Connection connection = BenchRows.Connect(address);
        using IJournalStore store = JournalStores.Open(new JournalLocation(path), create: true);
        new JournalFiller(store, connection).Fill(rows, doubts);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
