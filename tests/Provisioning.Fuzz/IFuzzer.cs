namespace Provisioning.Fuzz;

/// <summary>Makes an input, feeds it to the module, and knows what must hold whatever the input is.</summary>
internal interface IFuzzer
{
    /// <summary>The name, for the command line and for reports.</summary>
    string Name { get; }

    /// <summary>How many inputs the others get for one of this fuzzer's: large inputs take longer.</summary>
    int Rarity { get; }

    /// <summary>Tries one input.</summary>
    /// <param name="random">The source of the input. The same source makes the same input.</param>
    /// <returns>What does not hold, with the input; null if everything does.</returns>
    string? Try(FuzzRandom random);
}
