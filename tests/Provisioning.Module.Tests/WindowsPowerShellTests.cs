using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Provisioning.Module.Tests;

/// <summary>The 5.1 build cannot be run here; that all it asks for is there can be seen without running it.</summary>
public sealed class WindowsPowerShellTests
{
    private static readonly string[] s_ours = ["Provisioning.dll", "Provisioning.Cmdlets.dll"];

    [Fact]
    public void Every_assembly_that_the_build_asks_for_is_in_its_folder_or_in_the_framework()
    {
        string folder = Repository.CmdletsFolder("netstandard2.0");
        HashSet<string> present = Names(folder);
        HashSet<string> framework = FrameworkNames();
        var missing = new List<string>();
        foreach (string file in Directory.GetFiles(folder, "*.dll"))
        {
            using var image = new PEReader(File.OpenRead(file));
            MetadataReader reader = image.GetMetadataReader();
            foreach (AssemblyReferenceHandle handle in reader.AssemblyReferences)
            {
                string name = reader.GetString(reader.GetAssemblyReference(handle).Name);
                if (!present.Contains(name) && !framework.Contains(name) && name != "System.Management.Automation")
                    missing.Add($"{Path.GetFileName(file)} asks for {name}");
            }
        }

        Assert.Contains("Newtonsoft.Json", present);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_type_and_member_that_our_assemblies_use_of_the_framework_exists_in_4_7_2()
    {
        var framework = new FrameworkTypes(Repository.NetFrameworkReferences);
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        int looked = 0;
        foreach (string name in s_ours)
        {
            using var image = new PEReader(File.OpenRead(Path.Combine(Repository.CmdletsFolder("netstandard2.0"), name)));
            MetadataReader reader = image.GetMetadataReader();
            foreach (MemberReferenceHandle handle in reader.MemberReferences)
            {
                MemberReference member = reader.GetMemberReference(handle);
                if (member.Parent.Kind != HandleKind.TypeReference || FrameworkTypes.NameOf(reader, (TypeReferenceHandle)member.Parent) is not { } type)
                    continue;
                looked++;
                if (!framework.HasMember(type, reader.GetString(member.Name)))
                    missing.Add($"{name}: {type}.{reader.GetString(member.Name)}");
            }
        }

        Assert.True(looked > 200, $"Only {looked} members were looked at.");
        Assert.Empty(missing);
    }

    [Fact]
    public void The_same_sources_compile_against_4_7_2()
    {
        string artifacts = Path.Combine(Path.GetTempPath(), "provisioning-net472-" + Guid.NewGuid().ToString("N"));
        try
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };

            // SQLite's package wants a processor named on .NET Framework; the sources are the same for all.
            foreach (string argument in new[] { "build", "src/Provisioning.Cmdlets", "-p:TargetFrameworks=net472", "-p:Platform=x64",
                "--artifacts-path", artifacts, "-nodeReuse:false", "-v", "quiet" })
                start.ArgumentList.Add(argument);
            using Process build = Process.Start(start)!;
            string output = build.StandardOutput.ReadToEnd() + build.StandardError.ReadToEnd();
            Assert.True(build.WaitForExit(TimeSpan.FromMinutes(10)), "The build did not end.");
            Assert.True(build.ExitCode == 0, output);
        }
        finally
        {
            if (Directory.Exists(artifacts))
                Directory.Delete(artifacts, recursive: true);
        }
    }

    private static HashSet<string> Names(string folder) =>
        new(Directory.GetFiles(folder, "*.dll").Select(static file => Path.GetFileNameWithoutExtension(file)), StringComparer.OrdinalIgnoreCase);

    private static HashSet<string> FrameworkNames()
    {
        HashSet<string> names = Names(Repository.NetFrameworkReferences);
        names.UnionWith(Names(Path.Combine(Repository.NetFrameworkReferences, "Facades")));
        return names;
    }
}
