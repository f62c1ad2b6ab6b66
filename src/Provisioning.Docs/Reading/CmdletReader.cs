using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;

namespace Provisioning.Docs.Reading;

/// <summary>Reads the help of cmdlets from their attributes and documentation comments.</summary>
internal static partial class CmdletReader
{
    private static readonly Assembly s_assembly = typeof(ConnectCommand).Assembly;
    private static readonly XmlDocs s_docs = new(s_assembly, typeof(Connection).Assembly);

    // Types that are not this module's, so that their text is not in a documentation comment here.
    private static readonly Dictionary<string, TypeHelp> s_others = new()
    {
        [typeof(void).FullName!] = new("None", Prose.Of("This cmdlet returns no output.")),
        ["System.Management.Automation.PSObject"] = new(
            "System.Management.Automation.PSCustomObject",
            Prose.Of("A row: RowNumber, then the columns of the cmdlet, then the columns that are left over, and SourceFile, the file.")),
        [typeof(FileInfo).FullName!] = new(typeof(FileInfo).FullName!, Prose.Of("The file.")),
    };

    /// <summary>All cmdlets, by name.</summary>
    public static IReadOnlyList<CmdletHelp> ReadAll() =>
    [
        .. Commands().Select(static command => Read(command.Type, command.Cmdlet)).OrderBy(
            static help => help.Name, StringComparer.Ordinal),
    ];

    private static string Verb(CustomAttributeData cmdlet) => (string)cmdlet.ConstructorArguments[0].Value!;

    private static string Noun(CustomAttributeData cmdlet) => (string)cmdlet.ConstructorArguments[1].Value!;

    private static IEnumerable<(Type Type, CustomAttributeData Cmdlet)> Commands() =>
        from type in s_assembly.GetExportedTypes()
        where !type.IsAbstract
        from cmdlet in type.All<CmdletAttribute>()
        select (type, cmdlet);

    private static CmdletHelp Read(Type type, CustomAttributeData cmdlet)
    {
        List<ParameterHelp> parameters =
        [
            .. Properties(type).Where(static property => property.Has<ParameterAttribute>()).Select(Parameter),
            .. CommonParameters.Of(cmdlet),
        ];
        return new CmdletHelp(Verb(cmdlet), Noun(cmdlet))
        {
            Synopsis = s_docs.Summary(type),
            Description = [.. s_docs.Elements(type, "remarks").SelectMany(Prose.Paragraphs)],
            Notes = [.. s_docs.Elements(type, "notes").SelectMany(Prose.Paragraphs)],
            Parameters = parameters,
            Syntax =
            [
                .. SetNames(parameters, cmdlet.Named<string>(nameof(CmdletAttribute.DefaultParameterSetName)))
                    .Select(set => Syntax(set, parameters)),
            ],
            Inputs = [.. Inputs(parameters)],
            Outputs = [.. type.All<OutputTypeAttribute>().SelectMany(OutputTypes).Select(Output)],
            Examples = [.. s_docs.Elements(type, "example").Select(Example)],
            Links = [.. s_docs.Elements(type, "seealso").Select(Link)],
            Request = Bases(type).FirstOrDefault(IsNewCommand)?.GetGenericArguments()[0],
        };
    }

    private static bool IsNewCommand(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(NewResourceCommand<,>);

    // The attribute has one type, or several.
    private static IEnumerable<Type> OutputTypes(CustomAttributeData output) => output.ConstructorArguments[0].Value switch
    {
        IEnumerable<CustomAttributeTypedArgument> types => types.Select(static type => (Type)type.Value!),
        var type => [(Type)type!],
    };

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? t = type; t is not null; t = t.BaseType)
            yield return t;
    }

    // An override replaces the property that it overrides.
    private static IEnumerable<PropertyInfo> Properties(Type type) => Bases(type)
        .SelectMany(static t => t
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .OrderBy(static property => property.MetadataToken))
        .DistinctBy(static property => property.Name);

    private static ParameterHelp Parameter(PropertyInfo property)
    {
        CustomAttributeData[] uses = [.. property.All<ParameterAttribute>()];
        Prose text = s_docs.Summary(property);
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new ParameterHelp(property.Name, type.Name)
        {
            Text = text,
            Default = Defaults().Match(text.Plain) is { Success: true } match ? match.Groups[1].Value : null,
            Aliases = [.. property.All<AliasAttribute>().SelectMany(Names)],
            IsSwitch = type == typeof(SwitchParameter),
            TakesWildcards = property.Has<SupportsWildcardsAttribute>(),
            IsHidden = uses.Any(static use => use.Named<bool>(nameof(ParameterAttribute.DontShow))),
            FromPipeline = uses.Any(static use => use.Named<bool>(nameof(ParameterAttribute.ValueFromPipeline))),
            FromProperty = uses.Any(static use => use.Named<bool>(nameof(ParameterAttribute.ValueFromPipelineByPropertyName))),
            Cell = property.All<CellAttribute>().FirstOrDefault() is { } cell ? s_docs.Summary(cell.AttributeType) : null,
            Uses = uses.ToDictionary(
                static use => use.Named<string>(nameof(ParameterAttribute.ParameterSetName)) ?? string.Empty,
                static use => new ParameterUse(
                    use.Named<bool>(nameof(ParameterAttribute.Mandatory)),
                    use.Named<int?>(nameof(ParameterAttribute.Position)))),
        };
    }

    private static IEnumerable<string> Names(CustomAttributeData alias) =>
        ((IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(static name => (string)name.Value!);

    private static IEnumerable<string?> SetNames(List<ParameterHelp> parameters, string? first)
    {
        string[] names =
        [
            .. parameters.SelectMany(static parameter => parameter.Uses.Keys).Where(static name => name.Length > 0).Distinct(),
        ];
        return names.Length == 0 ? [null] : names.OrderByDescending(name => name == first);
    }

    /// <summary>Sorts parameters like PowerShell: by position, then mandatory ones, then the rest in the order of the source.</summary>
    private static SyntaxHelp Syntax(string? set, List<ParameterHelp> parameters) => new(set,
    [
        .. from parameter in parameters
           let use = parameter.UseIn(set)
           where use is not null && !parameter.IsHidden
           orderby use.Position ?? int.MaxValue, !use.IsMandatory
           select parameter,
    ]);

    private static IEnumerable<TypeHelp> Inputs(List<ParameterHelp> parameters)
    {
        foreach (ParameterHelp parameter in parameters.Where(static parameter => parameter.FromPipeline))
            yield return new TypeHelp(parameter.Type, parameter.Text);
        string[] names = [.. parameters.Where(static parameter => parameter.FromProperty).Select(static parameter => parameter.Name)];
        if (names.Length > 0)
            yield return new TypeHelp(
                "Any object", Prose.Of($"Properties with these names bind to parameters: {string.Join(", ", names)}."));
    }

    private static TypeHelp Output(Type type) => s_others.TryGetValue(type.FullName!, out TypeHelp? other)
        ? other
        : new TypeHelp(type.FullName!, s_docs.Summary(type))
        {
            Properties =
            [
                .. Properties(type)
                    .Where(static property => property.GetMethod is { IsStatic: false })
                    .Select(static property => (property.Name, s_docs.Summary(property))),
            ],
        };

    private static ExampleHelp Example(XElement example)
    {
        XElement code = example.Element("code") ?? throw new FormatException($"An example has no <code>: {example}");
        return new ExampleHelp(
            new Prose(code.ElementsBeforeSelf("para").FirstOrDefault() ?? new XElement("para")),
            Unindented(code.Value),
            [.. code.ElementsAfterSelf("para").Select(static para => new Prose(para))]);
    }

    private static LinkHelp Link(XElement link)
    {
        string target = (string?)link.Attribute("href") ?? throw new FormatException($"A link of the help says where by href: {link}");
        return target.Contains(':', StringComparison.Ordinal) ? new LinkHelp(link.Value, target) : new LinkHelp(target);
    }

    private static string Unindented(string code)
    {
        string[] lines = [.. code.ReplaceLineEndings("\n").Split('\n').SkipWhile(string.IsNullOrWhiteSpace)];
        int indent = lines.Where(static line => !string.IsNullOrWhiteSpace(line)).Min(static line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..].TrimEnd() : string.Empty)).TrimEnd();
    }

    [GeneratedRegex(@"\bDefault: (.+?)\.(?= |$)")]
    private static partial Regex Defaults();
}
