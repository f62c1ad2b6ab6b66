using System.Threading.Tasks;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>One thing that can be wrong with the journal's file.</summary>
internal interface IJournalFault
{
    string Name { get; }

    Task RunAsync(JournalBench bench);
}
