using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace Provisioning.Architecture.Tests;

/// <summary>Who knows one vendor's folder knows them all.</summary>
public sealed class CastTests
{
    private static readonly string[] s_cast = ["Vendor", "Operations", "Answers", "Requests", "Results"];

    public static TheoryData<string> Vendors =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Core, "Vendors")).Select(static folder => Path.GetFileName(folder)).Order()];

    [Fact]
    public void The_folders_of_the_vendors_are_found() => Assert.InRange(Vendors.Count, 4, int.MaxValue);

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Each_vendors_folder_has_the_same_cast(string vendor)
    {
        string folder = Path.Combine(Repository.Core, "Vendors", vendor);

        Assert.All(s_cast, part => Assert.True(File.Exists(Path.Combine(folder, vendor + part + ".cs")), $"{vendor} has no {vendor}{part}.cs."));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Each_vendor_has_its_description_its_operations_and_its_answers_and_what_goes_in_and_comes_out(string vendor)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Repository.Assemblies("net8.0").First());
        TypeDefinition[] types = [.. assembly.MainModule.Types.Where(type => type.Namespace == "Provisioning.Vendors." + vendor)];

        Assert.Contains(types, type => type.Name == vendor + "Vendor" && type.Properties.Any(static property => property.Name == "Description"));
        Assert.Contains(types, type => type.Name == vendor + "Operations" && type.Properties.Count > 0);
        Assert.Contains(types, type => type.Name == vendor + "Answers" && type.IsNotPublic);
        Assert.Contains(types, static type => type.Name.EndsWith("Request", System.StringComparison.Ordinal));
        Assert.Contains(types, static type => type.BaseType?.Name == "ProvisionedResource");
    }
}
