using System.Linq;
using Provisioning.Fuzz.Fuzzers;
using Xunit;

namespace Provisioning.Fuzz.Tests;

/// <summary>Some thousand inputs with fixed seeds. build.ps1 -Task Fuzz tries millions.</summary>
public sealed class FuzzerTests
{
    public static TheoryData<string> Fuzzers => [.. All.List.Select(static fuzzer => fuzzer.Name)];

    [Theory]
    [MemberData(nameof(Fuzzers))]
    public void Nothing_is_found(string name)
    {
        IFuzzer fuzzer = All.List.Single(fuzzer => fuzzer.Name == name);
        var run = new FuzzRun([fuzzer], seed: 1);

        run.Go(from: 0, count: fuzzer.Rarity > 1 ? 3 : 4000, static () => false);

        Assert.Empty(run.Finds);
    }

    [Fact]
    public void A_find_is_reported_with_what_repeats_it()
    {
        var run = new FuzzRun([new Failing()], seed: 7);

        run.Go(from: 0, count: 100, static () => false);

        Find find = run.Finds[0];
        var again = new FuzzRun([new Failing()], seed: 7);
        again.Go(find.Input, count: 1, static () => false);
        Assert.Equal(find, Assert.Single(again.Finds));
        Assert.Contains($"--only failing --seed 7 --from {find.Input} --count 1", find.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_is_a_find_and_a_run_ends_after_enough_of_them()
    {
        var run = new FuzzRun([new Throwing()], seed: 1);

        run.Go(from: 0, count: 100_000, static () => false);

        Assert.Equal(FuzzRun.MaximumFinds, run.Finds.Count);
        Assert.Contains("InvalidOperationException", run.Finds[0].What, System.StringComparison.Ordinal);
    }

    private sealed class Failing : IFuzzer
    {
        public string Name => "failing";

        public int Rarity => 1;

        public string? Try(FuzzRandom random) => random.OneIn(10) ? random.Text() : null;
    }

    private sealed class Throwing : IFuzzer
    {
        public string Name => "throwing";

        public int Rarity => 1;

        public string? Try(FuzzRandom random) => throw new System.InvalidOperationException();
    }
}
