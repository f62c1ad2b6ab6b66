using System.Collections.Generic;

namespace Provisioning.Chaos.Scenarios;

/// <summary>The scenarios, in the order in which they are run.</summary>
internal static class All
{
    public static IReadOnlyList<IScenario> List { get; } =
    [
        new FaultsScenario(),
        new KillScenario(),
        new TwoAtOnceScenario(),
        new JournalFaultsScenario(),
        new ClockScenario(),
        new InterruptScenario(),
        new PeopleScenario(),
        new StrangersScenario(),
        new DamageScenario(),
        new CreditsScenario(),
    ];
}
