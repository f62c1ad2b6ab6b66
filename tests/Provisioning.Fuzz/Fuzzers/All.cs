using System.Collections.Generic;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>All fuzzers.</summary>
internal static class All
{
    public static IReadOnlyList<IFuzzer> List { get; } =
    [
        new AnswerFuzzer(), new JsonFuzzer(), new NestedInputFuzzer(), new BodyFuzzer(), new PathFuzzer(), new SecretFuzzer(), new LargeAnswerFuzzer(),
    ];
}
