using System.Threading.Tasks;

namespace Provisioning.Chaos;

/// <summary>One way to make provisioning go wrong, and what must hold all the same.</summary>
internal interface IScenario
{
    /// <summary>The word that chooses it on the command line.</summary>
    string Name { get; }

    /// <summary>Does it, and puts figures and broken claims into the report.</summary>
    Task RunAsync(ChaosOptions options, ScenarioReport report);
}
