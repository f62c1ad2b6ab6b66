using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Provisioning.Fuzz.Fuzzers;

namespace Provisioning.Fuzz;

/// <summary>Tries random inputs and prints those for which something does not hold.</summary>
internal static class Program
{
    private const string Usage = "Usage: Provisioning.Fuzz [--count 1000000] [--minutes 0] [--seed 1] [--from 0] [--only <fuzzer>]";

    private static int Main(string[] arguments)
    {
        var options = new Dictionary<string, string> { ["--count"] = "1000000", ["--minutes"] = "0", ["--seed"] = "1", ["--from"] = "0", ["--only"] = "" };
        for (int index = 0; index + 1 < arguments.Length && options.ContainsKey(arguments[index]); index += 2)
            options[arguments[index]] = arguments[index + 1];
        IFuzzer[] fuzzers = [.. All.List.Where(fuzzer => options["--only"].Length == 0 || fuzzer.Name == options["--only"])];
        if (arguments.Length % 2 != 0 || arguments.Where(static (_, index) => index % 2 == 0).Any(name => !options.ContainsKey(name))
            || fuzzers.Length == 0 || !Number("--count", out long count) || !Number("--minutes", out long minutes)
            || !Number("--seed", out long seed) || !Number("--from", out long from))
        {
            Console.Error.WriteLine(Usage);
            Console.Error.WriteLine("Fuzzers: " + string.Join(", ", All.List.Select(static fuzzer => fuzzer.Name)));
            return 2;
        }

        var clock = Stopwatch.StartNew();
        var run = new FuzzRun(fuzzers, (int)seed, Console.WriteLine);
        run.Go(from, minutes > 0 ? long.MaxValue : count, () => minutes > 0 && clock.Elapsed.TotalMinutes >= minutes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{run.Tried:N0} inputs in {clock.Elapsed.TotalSeconds:N0} s, seed {seed}: {run.Finds.Count} finds"));
        return run.Finds.Count == 0 ? 0 : 1;

        bool Number(string name, out long value) => long.TryParse(options[name], NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
