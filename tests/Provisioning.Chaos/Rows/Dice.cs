using System;

namespace Provisioning.Chaos.Rows;

/// <summary>Chance that repeats: the same seed and purpose throw the same numbers, whatever else is thrown.</summary>
internal sealed class Dice
{
    private readonly Random _random;

    public Dice(int seed, string purpose)
    {
        int start = seed;
        foreach (char c in purpose)
            start = unchecked((start * 31) + c);

        // It is there to have the same run again, not to keep a secret.
#pragma warning disable CA5394
        _random = new Random(start);
    }

    public int Next(int below) => _random.Next(below);

    public double Between(double from, double to) => from + (_random.NextDouble() * (to - from));

    public void Fill(byte[] bytes) => _random.NextBytes(bytes);
#pragma warning restore CA5394
}
