using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Provisioning.Module.Tests;

/// <summary>The list of what a new vendor touches, in CONTRIBUTING.md, is what the existing vendors touch.</summary>
public sealed class ContributingTests
{
    private static readonly string[] s_shipping = ["src", "module", "Provisioning.psd1"];

    private static readonly string[] s_places =
    [
        .. Regex.Matches(Section("## A new vendor"), @"^\| `([^`]+)` \|", RegexOptions.Multiline).Select(static match => match.Groups[1].Value),
    ];

    private static readonly (string Name, string[] Cmdlets)[] s_vendors = [.. Vendors()];

    public static TheoryData<string> Places => [.. s_places];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_place_exists_for_every_vendor_or_names_every_vendor(string place) => Assert.All(s_vendors, vendor =>
    {
        string path = place.Replace("<Vendor>", vendor.Name, StringComparison.Ordinal)
#pragma warning disable CA1308 // Example files have lower-case names.
            .Replace("<vendor>", vendor.Name.ToLowerInvariant(), StringComparison.Ordinal);
#pragma warning restore CA1308
        if (path.Contains("<cmdlet>", StringComparison.Ordinal))
        {
            Assert.NotEmpty(vendor.Cmdlets);
            Assert.All(vendor.Cmdlets, cmdlet => AssertExists(path.Replace("<cmdlet>", cmdlet, StringComparison.Ordinal)));
        }
        else if (path != place)
        {
            AssertExists(path);
        }
        else
        {
            Assert.True(Names(File.ReadAllText(Full(path)), vendor), $"{path} does not name {vendor.Name}.");
        }
    });

    [Fact]
    public void Every_file_of_the_module_that_names_all_vendors_is_listed()
    {
        IEnumerable<string> files = s_shipping.Select(Full).SelectMany(static path => File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories));
        IEnumerable<string> naming = files
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(static file => !Regex.IsMatch(file, "(^|/)(bin|obj)/"))
            .Where(static file => File.ReadAllText(Full(file)) is var text && s_vendors.All(vendor => Names(text, vendor)));

        Assert.All(naming, static file => Assert.Contains(file, s_places));
    }

    private static bool Names(string text, (string Name, string[] Cmdlets) vendor) =>
        text.Contains(vendor.Name, StringComparison.Ordinal)
        || vendor.Cmdlets.Any(cmdlet => text.Contains(cmdlet, StringComparison.Ordinal));

    private static void AssertExists(string path) => Assert.True(Path.Exists(Full(path)), $"There is no {path}.");

    private static string Full(string path) => Path.Combine(Repository.Root, path);

    private static string Section(string heading)
    {
        string text = File.ReadAllText(Full("CONTRIBUTING.md")).ReplaceLineEndings("\n");
        int start = text.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"CONTRIBUTING.md has no section '{heading}'.");
        int end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    // The vendors are read by reflection, because the module's assemblies are in a load context of their own.
    private static IEnumerable<(string Name, string[] Cmdlets)> Vendors()
    {
        Type registry = ModuleAssembly.Core.GetType("Provisioning.Vendors.VendorRegistry", throwOnError: true)!;
        foreach (object vendor in (IEnumerable)registry.GetProperty("All")!.GetValue(null)!)
        {
            string name = Text(vendor, "Name");
            yield return (name,
            [
                .. from command in ModuleAssembly.Commands
                   where command.Type.Namespace!.EndsWith(".Commands." + name, StringComparison.Ordinal)
                   select $"{command.Verb}-{command.Noun}",
            ]);
        }
    }

    private static string Text(object source, string property) => (string)source.GetType().GetProperty(property)!.GetValue(source)!;
}
