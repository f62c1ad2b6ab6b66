using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Provisioning.Docs.Reading;
using Xunit;

namespace Provisioning.Docs.Tests;

/// <summary>Nothing that a user meets is without its text.</summary>
public sealed class CompletenessTests
{
    public static TheoryData<string> Names => Help.Names;

    public static TheoryData<string> Creators => Help.Creators;

    [Fact]
    public void Every_exported_cmdlet_has_help_and_no_other()
    {
        string manifest = File.ReadAllText(Path.Combine(Help.Root, "Provisioning.psd1"));
        string list = Regex.Match(manifest, @"CmdletsToExport\s*=\s*@\((.*?)\)", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(Regex.Matches(list, "'(.+?)'").Select(static name => name.Groups[1].Value).Order(StringComparer.Ordinal),
            Help.All.Select(static cmdlet => cmdlet.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_has_all_its_texts(string name)
    {
        CmdletHelp cmdlet = Help.Of(name);
        AssertText(cmdlet.Synopsis, "synopsis");
        AssertTexts(cmdlet.Description, "description");
        AssertTexts(cmdlet.Notes, "notes");
        Assert.NotEmpty(cmdlet.Outputs);
        Assert.All(cmdlet.Inputs.Concat(cmdlet.Outputs), static type => AssertText(type.Text, type.Name));
        Assert.All(cmdlet.Outputs.SelectMany(static type => type.Properties), static property => AssertText(property.Text, property.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_has_its_text_and_says_whether_it_is_required(string name) => Assert.All(Help.Of(name).Parameters, static parameter =>
    {
        AssertText(parameter.Text, parameter.Name);
        if (parameter.Uses.Values.All(static use => use.IsMandatory))
            Assert.Contains("Required", parameter.Text.Plain, StringComparison.Ordinal);
        else
            Assert.DoesNotContain("required.", parameter.Text.Plain, StringComparison.OrdinalIgnoreCase);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_has_at_least_three_examples_that_use_it(string name)
    {
        CmdletHelp cmdlet = Help.Of(name);
        Assert.True(cmdlet.Examples.Count >= 3, $"{name} has {cmdlet.Examples.Count} examples.");
        Assert.All(cmdlet.Examples, example =>
        {
            AssertText(example.Title, "title");
            Assert.False(example.Title.Plain.EndsWith('.'), "A title is no sentence.");
            Assert.Contains(name, example.Code, StringComparison.Ordinal);
        });
        Assert.Distinct(cmdlet.Examples.Select(static example => example.Title.Plain));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_link_leads_to_a_cmdlet_or_a_topic(string name)
    {
        CmdletHelp cmdlet = Help.Of(name);
        Assert.NotEmpty(cmdlet.Links);
        Assert.All(cmdlet.Links, link => Assert.True(
            link.Address is not null || File.Exists(Help.Topic(link.Name)) || (link.Name != name && Help.All.Any(other => other.Name == link.Name)),
            $"{link.Name} does not exist."));
        Assert.Distinct(cmdlet.Links.Select(static link => link.Name));
    }

    [Theory]
    [MemberData(nameof(Creators))]
    public void A_field_of_the_vendor_has_a_parameter_whose_text_states_its_rules(string name)
    {
        CmdletHelp cmdlet = Help.Of(name);
        foreach (WireField field in WireNames.Fields(cmdlet.Request!))
        {
            ParameterHelp? parameter = cmdlet.Parameters.SingleOrDefault(parameter => parameter.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
            Assert.True(parameter is { FromProperty: true }, $"{field.Name} has no parameter that a column binds to.");
            foreach (string word in field.Rules.SelectMany(Words))
                Assert.True(parameter.Text.Plain.Contains(word, StringComparison.OrdinalIgnoreCase),
                    $"-{parameter.Name} does not say '{word}': {parameter.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(Creators))]
    public void A_column_stands_in_the_CSV_topic(string name)
    {
        string topic = File.ReadAllText(Help.Topic("about_Provisioning_CSV"));
        string[] sections = topic.Split("COLUMNS OF ");
        string section = Assert.Single(sections, section => section.StartsWith(name + "\n", StringComparison.Ordinal));
        Assert.All(Help.Of(name).Parameters.Where(static parameter => parameter.FromProperty), column =>
            Assert.Matches($@"(?mi)^    {column.Name}$", section));
    }

    /// <summary>What a text must say for a rule to stand in it.</summary>
    private static IEnumerable<string> Words(string rule) => rule switch
    {
        "is required" => ["required"],
        "must not contain spaces" => ["without spaces"],
        "must be a valid e-mail address" => ["valid"],
        "may contain only '+', spaces and digits" => ["only '+', spaces and digits"],
        "must be 24 hexadecimal digits" => ["24 hexadecimal digits"],
        "needs a licenseCount in each item" => ["license count is required"],
        "must be an object whose keys are provider instances' GUIDs" or "must have a GUID in each providerInstanceId" => ["GUIDs"],
        "must hold JSON in each providerCustomerData" => ["JSON string"],
        "must have a number as each margin's value" or "must have a number as its value" => ["value, a number"],
        _ when rule.Contains("ISO 3166-1 alpha-2", StringComparison.Ordinal) => ["ISO 3166-1 alpha-2"],

        // The same for all fields: about_Provisioning_CSV states it once.
        _ when rule.StartsWith("looks as if a spreadsheet", StringComparison.Ordinal) => [],
        _ when rule.StartsWith("may be ", StringComparison.Ordinal) => [rule["may be ".Length..]],
        _ when rule.StartsWith("must be one of ", StringComparison.Ordinal) =>
            rule["must be one of ".Length..].Split(", ").Select(static value => Regex.Replace(value, @"^(\d+) \((\w+)\)$", "$2 ($1)")),
        _ => throw new NotSupportedException($"Say here how the help states the rule '{rule}'."),
    };

    private static void AssertTexts(IReadOnlyList<Prose> paragraphs, string what)
    {
        Assert.NotEmpty(paragraphs);
        Assert.All(paragraphs, paragraph => AssertText(paragraph, what));
    }

    private static void AssertText(Prose text, string what) => Assert.False(string.IsNullOrWhiteSpace(text.Plain), $"There is no {what}.");
}
