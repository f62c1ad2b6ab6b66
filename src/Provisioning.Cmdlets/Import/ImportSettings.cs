using System.Collections.Generic;
using System.Globalization;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>What applies to all inputs of a command.</summary>
/// <param name="Command">The cmdlet that the rows are for.</param>
/// <param name="Map">The column map.</param>
/// <param name="Defaults">The values of empty cells.</param>
/// <param name="Dates">The formats of dates.</param>
/// <param name="Culture">The culture of numbers and words; null for none.</param>
internal sealed record ImportSettings(
    TargetCommand Command,
    MapEntries Map,
    IReadOnlyDictionary<TargetColumn, object> Defaults,
    LocalDate Dates,
    CultureInfo? Culture)
{
    /// <summary>The encoding that was named; null to find it.</summary>
    public string? Encoding { get; init; }

    /// <summary>The delimiter that was named; null to find it.</summary>
    public char? Delimiter { get; init; }
}
