using System.Collections.Generic;

namespace Provisioning.Docs.Reading;

/// <summary>The help of a cmdlet.</summary>
internal sealed record CmdletHelp(string Verb, string Noun)
{
    public string Name => $"{Verb}-{Noun}";

    public required Prose Synopsis { get; init; }

    public required IReadOnlyList<Prose> Description { get; init; }

    /// <summary>The facts that the vendor documents, and the assumptions.</summary>
    public required IReadOnlyList<Prose> Notes { get; init; }

    /// <summary>The parameters in the order of the source: the cmdlet's own, then those of its base classes, then PowerShell's.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<SyntaxHelp> Syntax { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<LinkHelp> Links { get; init; }

    /// <summary>The type of the request that a create cmdlet makes from a row; null for other cmdlets.</summary>
    public System.Type? Request { get; init; }
}

/// <summary>The syntax of a parameter set.</summary>
internal sealed record SyntaxHelp(string? SetName, IReadOnlyList<ParameterHelp> Parameters);

/// <summary>The help of a parameter.</summary>
internal sealed record ParameterHelp(string Name, string Type)
{
    public required Prose Text { get; init; }

    /// <summary>The text after "Default:".</summary>
    public string? Default { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool IsSwitch { get; init; }

    public bool TakesWildcards { get; init; }

    /// <summary>Whether the parameter is bound from the pipeline, but neither listed in the syntax nor completed.</summary>
    public bool IsHidden { get; init; }

    public bool FromPipeline { get; init; }

    /// <summary>Whether a CSV column with its name binds to it.</summary>
    public bool FromProperty { get; init; }

    /// <summary>How a CSV cell is read; null for plain text.</summary>
    public Prose? Cell { get; init; }

    /// <summary>Its use in each parameter set that contains it. If it is in all sets, there is one entry with an empty key.</summary>
    public required IReadOnlyDictionary<string, ParameterUse> Uses { get; init; }

    public ParameterUse? UseIn(string? set) =>
        Uses.TryGetValue(string.Empty, out ParameterUse? use) || (set is not null && Uses.TryGetValue(set, out use)) ? use : null;

    public string PipelineInput => (FromPipeline, FromProperty) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}

/// <summary>The use of a parameter in a parameter set.</summary>
internal sealed record ParameterUse(bool IsMandatory, int? Position);

/// <summary>An input or output type.</summary>
internal sealed record TypeHelp(string Name, Prose Text)
{
    public IReadOnlyList<(string Name, Prose Text)> Properties { get; init; } = [];
}

/// <summary>An example.</summary>
internal sealed record ExampleHelp(Prose Title, string Code, IReadOnlyList<Prose> Remarks);

/// <summary>Another cmdlet, a topic or an address.</summary>
internal sealed record LinkHelp(string Name, string? Address = null);
