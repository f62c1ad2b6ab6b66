using System.Collections.Generic;

namespace Provisioning.Docs.Reading;

/// <summary>All that the help says of one cmdlet.</summary>
internal sealed record CmdletHelp(string Verb, string Noun)
{
    public string Name => $"{Verb}-{Noun}";

    public required Prose Synopsis { get; init; }

    public required IReadOnlyList<Prose> Description { get; init; }

    /// <summary>What the vendor documents and what is assumed.</summary>
    public required IReadOnlyList<Prose> Notes { get; init; }

    /// <summary>In the order of the source: the cmdlet's own first, then those of its bases, then PowerShell's.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<SyntaxHelp> Syntax { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<LinkHelp> Links { get; init; }

    /// <summary>The request that a create cmdlet makes of a row; null for the others.</summary>
    public System.Type? Request { get; init; }
}

/// <summary>One way to call a cmdlet.</summary>
internal sealed record SyntaxHelp(string? SetName, IReadOnlyList<ParameterHelp> Parameters);

/// <summary>One parameter.</summary>
internal sealed record ParameterHelp(string Name, string Type)
{
    public required Prose Text { get; init; }

    /// <summary>What stands after "Default:" in the text.</summary>
    public string? Default { get; init; }

    public bool IsSwitch { get; init; }

    public bool TakesWildcards { get; init; }

    /// <summary>Bound from the pipeline, and neither listed in the syntax nor completed.</summary>
    public bool IsHidden { get; init; }

    public bool FromPipeline { get; init; }

    /// <summary>Whether a CSV column of its name binds to it.</summary>
    public bool FromProperty { get; init; }

    /// <summary>How a CSV cell is read; null for plain text.</summary>
    public Prose? Cell { get; init; }

    /// <summary>What it is in each parameter set that has it; the key of the only entry is empty where it is in all.</summary>
    public required IReadOnlyDictionary<string, ParameterUse> Uses { get; init; }

    public ParameterUse? UseIn(string? set) => Uses.TryGetValue(string.Empty, out ParameterUse? use) || (set is not null && Uses.TryGetValue(set, out use)) ? use : null;

    public string PipelineInput => (FromPipeline, FromProperty) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}

/// <summary>What a parameter is in one parameter set.</summary>
internal sealed record ParameterUse(bool IsMandatory, int? Position);

/// <summary>A type that goes in or comes out.</summary>
internal sealed record TypeHelp(string Name, Prose Text)
{
    public IReadOnlyList<(string Name, Prose Text)> Properties { get; init; } = [];
}

/// <summary>An example.</summary>
internal sealed record ExampleHelp(Prose Title, string Code, IReadOnlyList<Prose> Remarks);

/// <summary>Another cmdlet, a topic or an address.</summary>
internal sealed record LinkHelp(string Name, string? Address = null);
