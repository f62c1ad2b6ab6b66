using System.IO;
using System.Linq;
using System.Reflection;

namespace Provisioning.Module.Tests;

/// <summary>Where things stand.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The public face of .NET Framework 4.7.2.</summary>
    public static string NetFrameworkReferences { get; } = Metadata("NetFrameworkReferences");

    /// <summary>Pester's manifest, from the package that the project refers to.</summary>
    public static string PesterManifest { get; } = Path.Combine(Metadata("PesterPackage"), "tools", "Pester.psd1");

    /// <summary>The cmdlets' build for one of their targets, with all that it needs beside it.</summary>
    public static string CmdletsFolder(string framework) => Path.Combine(Root, "src", "Provisioning.Cmdlets", "bin", Configuration, framework);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
