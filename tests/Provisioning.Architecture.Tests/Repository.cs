using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Provisioning.Architecture.Tests;

/// <summary>Where things stand.</summary>
internal static class Repository
{
    /// <summary>The core's sources.</summary>
    public static string Core { get; } = Path.Combine(Metadata("RepositoryRoot"), "src", "Provisioning");

    /// <summary>The core and the cmdlets as they were built for one of their targets.</summary>
    public static IEnumerable<string> Assemblies(string framework)
    {
        string folder = Path.Combine(Metadata("RepositoryRoot"), "src", "Provisioning.Cmdlets", "bin", Metadata("Configuration"), framework);
        return [Path.Combine(folder, "Provisioning.dll"), Path.Combine(folder, "Provisioning.Cmdlets.dll")];
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
