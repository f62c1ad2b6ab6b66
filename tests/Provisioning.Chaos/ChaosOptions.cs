using System;
using System.Globalization;

namespace Provisioning.Chaos;

/// <summary>How large a run of the proof is.</summary>
internal sealed record ChaosOptions
{
    public int Rows { get; init; } = 10_000;

    public int AtOnce { get; init; } = 32;

    public int Seed { get; init; } = 1;

    /// <summary>How often the worker is killed in the scenario of that name.</summary>
    public int Kills { get; init; } = 20;

    /// <summary>How often a call meets a fault, 0 to 1.</summary>
    public double FaultRate { get; init; } = 0.2;

    /// <summary>The rows of a scenario whose point is not their number.</summary>
    public int FewRows => Math.Clamp(Rows / 10, 60, 1_000);

    /// <exception cref="FormatException">An option is unknown, or its value is no number in range.</exception>
    public static ChaosOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new ChaosOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string text = i + 1 < arguments.Length ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--rows" => options with { Rows = Whole(text, 50, 1_000_000) },
                "--at-once" => options with { AtOnce = Whole(text, 1, 256) },
                "--seed" => options with { Seed = Whole(text, 0, int.MaxValue) },
                "--kills" => options with { Kills = Whole(text, 1, 1_000) },
                "--fault-percent" => options with { FaultRate = Whole(text, 0, 100) / 100.0 },
                _ => throw new FormatException($"Unknown option {arguments[i]}."),
            };
        }

        return options;
    }

    private static int Whole(string text, int from, int to) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= from && number <= to
            ? number
            : throw new FormatException($"'{text}' is not a whole number from {from} to {to}.");
}
