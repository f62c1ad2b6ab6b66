using System;
using System.Globalization;
using BenchmarkDotNet.Running;

namespace Provisioning.Benchmarks;

/// <summary><c>loop ADDRESS ROWS AT_ONCE WARM_UP</c> runs the bare HttpClient loop; anything else goes to BenchmarkDotNet.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["loop", var address, var rows, var atOnce, var warmUp])
        {
            double rate = HttpLoop.RunAsync(new Uri(address), Number(rows), Number(atOnce), Number(warmUp)).GetAwaiter().GetResult();
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{{\"RowsPerSecond\":{0:0.0}}}", rate));
            return 0;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
