using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Provisioning.Module.Tests;

/// <summary>What the manifest says and what the assembly holds are the same.</summary>
public sealed class ManifestTests
{
    private static readonly string s_manifest = File.ReadAllText(Path.Combine(Repository.Root, "Provisioning.psd1"));

    public static TheoryData<string> CreatingCommands =>
        [.. ModuleAssembly.Commands.Where(static command => command.Verb == "New" && command.Noun != "ProvisioningTemplate")
            .Select(static command => command.Type.FullName!)];

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_of_the_assembly()
    {
        string list = Regex.Match(s_manifest, @"CmdletsToExport\s*=\s*@\(([^)]*)\)").Groups[1].Value;
        IEnumerable<string> exported = Regex.Matches(list, "'([^']+)'").Select(static match => match.Groups[1].Value);

        Assert.Equal(ModuleAssembly.Commands.Select(static command => $"{command.Verb}-{command.Noun}").Order(StringComparer.Ordinal),
            exported.Order(StringComparer.Ordinal));
        Assert.Equal(36, ModuleAssembly.Commands.Count);
    }

    [Fact]
    public void The_manifest_has_the_version_of_the_assemblies()
    {
        string properties = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props"));
        string version = Regex.Match(properties, "<Version>([^<]+)</Version>").Groups[1].Value;

        Assert.Equal(version, Regex.Match(s_manifest, @"ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value);
        Assert.Equal(Version.Parse(version), Version.Parse(ModuleAssembly.Cmdlets.GetName().Version!.ToString(3)));
    }

    [Fact]
    public void Every_view_is_of_a_type_of_the_module()
    {
        string views = File.ReadAllText(Path.Combine(Repository.Root, "module", "Provisioning.Format.ps1xml"));
        string[] types = [.. Regex.Matches(views, "<TypeName>([^<]+)</TypeName>").Select(static match => match.Groups[1].Value).Distinct()];

        Assert.NotEmpty(types);
        // What is read from a file of Export-Clixml has the view of what was written.
        Assert.All(types.Select(static type => type.Replace("Deserialized.", string.Empty, StringComparison.Ordinal)), static type =>
            Assert.NotNull(ModuleAssembly.Core.GetType(type) ?? ModuleAssembly.Cmdlets.GetType(type)));
    }

    [Fact]
    public void Every_verb_is_approved()
    {
        HashSet<string> approved =
        [
            .. typeof(VerbsCommon).Assembly.GetExportedTypes()
                .Where(static type => type is { Namespace: "System.Management.Automation", IsAbstract: true,
                    IsSealed: true } && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
                .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Where(static field => field.IsLiteral)
                .Select(static field => (string)field.GetRawConstantValue()!),
        ];

        Assert.True(approved.Count > 90, $"Only {approved.Count} approved verbs were found.");
        Assert.All(ModuleAssembly.Commands, command => Assert.Contains(command.Verb, approved));
    }

    [Fact]
    public void Classes_are_named_for_their_cmdlets_and_are_sealed() => Assert.All(ModuleAssembly.Commands, static command =>
    {
        Assert.Equal($"{command.Verb}{command.Noun}Command", command.Type.Name);
        Assert.True(command.Type.IsSealed);
        Assert.True(command.Type.IsPublic);
    });

    [Fact]
    public void Every_parameter_is_typed() =>
        Assert.All(ModuleAssembly.Commands.SelectMany(static command => ModuleAssembly.Parameters(command.Type)), static parameter =>
    {
        Type type = parameter.PropertyType.GetElementType() ?? parameter.PropertyType;
        Assert.NotEqual(typeof(object), type);
        Assert.False(typeof(IDictionary).IsAssignableFrom(type), $"{parameter.DeclaringType!.Name}.{parameter.Name} is any dictionary.");
        if (parameter.Name != "InputObject")
            Assert.NotEqual(typeof(PSObject), type);
    });

    [Theory]
    [MemberData(nameof(CreatingCommands))]
    public void Every_documented_field_binds_from_the_pipeline_by_its_own_name(string command)
    {
        Type type = ModuleAssembly.Cmdlets.GetType(command, throwOnError: true)!;
        Dictionary<string, PropertyInfo> parameters = ModuleAssembly.Parameters(type).ToDictionary(static parameter => parameter.Name,
            StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<string> fields = FieldNames(type);

        Assert.NotEmpty(fields);
        Assert.All(fields, field =>
        {
            // A nested field is a flat column, primaryContactName; the documents' own names where those stand alone, CompanyShortName.
            string[] path = field.Split('.');
            PropertyInfo? flat = parameters.GetValueOrDefault(string.Concat(path)) ?? parameters.GetValueOrDefault(path[^1]);
            Assert.True(flat is not null, $"{field} has no parameter.");
            Assert.True(ModuleAssembly.Declares(flat, "ValueFromPipelineByPropertyName"), $"{flat.Name} does not bind by property name.");
            if (path.Length > 1)
                Assert.True(parameters.ContainsKey(path[0]), $"{path[0]} cannot be given as one object.");
        });
    }

    [Theory]
    [MemberData(nameof(CreatingCommands))]
    public void No_parameter_of_a_row_is_mandatory_since_PowerShell_would_ask_for_it(string command) => Assert.All(
        ModuleAssembly.Parameters(ModuleAssembly.Cmdlets.GetType(command, throwOnError: true)!),
        static parameter => Assert.False(ModuleAssembly.Declares(parameter, "Mandatory"), parameter.Name));

    /// <summary>The names that the core knows for the request of a cmdlet.</summary>
    private static IReadOnlyList<string> FieldNames(Type command)
    {
        Type[] family = command.BaseType!.GetGenericArguments();
        PropertyInfo definition = ModuleAssembly.Core.GetExportedTypes()
            .Where(static type => type.Name.EndsWith("Operations", StringComparison.Ordinal))
            .SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Single(property => property.PropertyType.GetGenericArguments().SequenceEqual(family) && Creates(property.GetValue(null)!));
        object operation = definition.GetValue(null)!;
        var fields = (IEnumerable)operation.GetType().GetProperty("Fields")!.GetValue(operation)!;
        return [.. fields.Cast<object>().Select(static field => (string)field.GetType().GetProperty("Name")!.GetValue(field)!)];
    }

    private static bool Creates(object operation) => $"{operation.GetType().GetProperty("Kind")?.GetValue(operation)}" == "Create";
}
