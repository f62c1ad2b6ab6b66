using System;
using System.Collections.Generic;
using System.Globalization;

namespace Provisioning.Fuzz;

/// <summary>Something that did not hold.</summary>
/// <param name="Fuzzer">The fuzzer's name.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Input">The number of the input.</param>
/// <param name="What">What did not hold, with the input.</param>
internal sealed record Find(string Fuzzer, int Seed, long Input, string What)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"FIND by {Fuzzer} (--only {Fuzzer} --seed {Seed} --from {Input} --count 1): {What}");
}

/// <summary>Gives the fuzzers numbered inputs, one after another.</summary>
/// <param name="fuzzers">The fuzzers.</param>
/// <param name="seed">The seed.</param>
/// <param name="report">Receives each find at once, so that a run that is ended early loses none; null for nobody.</param>
internal sealed class FuzzRun(IReadOnlyList<IFuzzer> fuzzers, int seed, Action<Find>? report = null)
{
    /// <summary>A run that finds that much stops: more of the same helps nobody.</summary>
    public const int MaximumFinds = 20;

    /// <summary>What did not hold.</summary>
    public List<Find> Finds { get; } = [];

    /// <summary>How many inputs were tried.</summary>
    public long Tried { get; private set; }

    /// <summary>Tries inputs.</summary>
    /// <param name="from">The number of the first input.</param>
    /// <param name="count">The number of inputs, over all fuzzers.</param>
    /// <param name="isOver">Returns whether the time is up; asked now and then.</param>
    public void Go(long from, long count, Func<bool> isOver)
    {
        for (long number = from; Tried < count; number++)
        {
            foreach (IFuzzer fuzzer in fuzzers)
            {
                if (fuzzers.Count > 1 && number % fuzzer.Rarity != 0)
                    continue;
                Try(fuzzer, number);
                if (Tried >= count || Finds.Count >= MaximumFinds)
                    return;
            }

            if (number % 64 == 0 && isOver())
                return;
        }
    }

    private void Try(IFuzzer fuzzer, long number)
    {
        Tried++;
        string? what;
        try
        {
            what = fuzzer.Try(new FuzzRandom(seed, fuzzer.Name, number));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            what = exception.ToString();
        }

        if (what is null)
            return;
        var find = new Find(fuzzer.Name, seed, number, what);
        Finds.Add(find);
        report?.Invoke(find);
    }
}
