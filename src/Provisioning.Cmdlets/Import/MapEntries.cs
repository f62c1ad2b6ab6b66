using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Rows;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>A column map as it applies to one cmdlet: which columns of the input become which of its columns.</summary>
internal sealed class MapEntries
{
    private const string Id = "ColumnMapEntry";

    private readonly Dictionary<TargetColumn, IReadOnlyList<string>> _sources = [];
    private readonly HashSet<string> _ofOthers = new(StringComparer.Ordinal);
    private readonly TargetCommand _command;

    /// <param name="map">The map; empty if there is none.</param>
    /// <param name="command">The cmdlet.</param>
    /// <exception cref="ImportException">The map is invalid.</exception>
    public MapEntries(IDictionary map, TargetCommand command)
    {
        _command = command;
        var flat = new List<DictionaryEntry>();
        var sections = new List<DictionaryEntry>();
        foreach (DictionaryEntry entry in map)
            (CellAttribute.Unwrap(entry.Value) is IDictionary ? sections : flat).Add(entry);
        Add(flat, section: null);
        foreach (DictionaryEntry section in sections)
        {
            TargetCommand owner = TargetCommand.Named($"{section.Key}") ?? throw new ImportException(
                Id, $"The column map has a section '{section.Key}', which is no cmdlet for rows{Suggest($"{section.Key}", Commands)}.");
            Add(((IDictionary)CellAttribute.Unwrap(section.Value)!).Cast<DictionaryEntry>(), owner);
        }
    }

    private static IEnumerable<string> Commands => TargetCommand.All.Select(static command => command.Name);

    /// <summary>The columns of the cmdlet that the map names, each with its sources, the preferred one first.</summary>
    public IReadOnlyDictionary<TargetColumn, IReadOnlyList<string>> Sources => _sources;

    /// <summary>Whether the map takes a column of the cmdlet from a column of the input.</summary>
    public bool Names(string header) =>
        _sources.Values.Any(sources => sources.Any(source => NameRule.Fold(source) == NameRule.Fold(header)));

    /// <summary>Whether the map uses a column of the input for another cmdlet.</summary>
    public bool IsForOthers(string header) => _ofOthers.Contains(NameRule.Fold(header));

    /// <summary>The text of "did you mean"; nothing if no name is similar.</summary>
    internal static string Suggest(string word, IEnumerable<string> names) =>
        Similarity.Find(word, names) is { } meant ? $" (did you mean {meant}?)" : string.Empty;

    private void Add(IEnumerable<DictionaryEntry> entries, TargetCommand? section)
    {
        var given = new Dictionary<TargetColumn, string>();
        foreach (DictionaryEntry entry in entries)
        {
            string target = $"{entry.Key}";
            string[] sources = [.. SourcesOf(target, CellAttribute.Unwrap(entry.Value))];
            TargetColumn? column = (section ?? _command).Find(target);
            if (column is null && (section is not null || !TargetCommand.HasColumn(target)))
                throw Unknown(target, sources, section);
            if (column is null || (section is not null && section != _command))
            {
                _ofOthers.UnionWith(sources.Select(NameRule.Fold));
                continue;
            }

            if (given.TryGetValue(column, out string? twice))
                throw new ImportException(Id, $"The column map names {column.Name} twice, as '{twice}' and '{target}'.");
            given[column] = target;
            _sources[column] = sources;
        }
    }

    private static IEnumerable<string> SourcesOf(string target, object? value) => value switch
    {
        null => [],
        string text => text.Trim().Length == 0 ? [] : [text],
        IEnumerable list => list.Cast<object?>().SelectMany(item => SourcesOf(target, CellAttribute.Unwrap(item))),
        _ => throw new ImportException(
            Id, $"The column map has no name of a column for '{target}': it must be a text, such as @{{ {target} = 'Firma' }}."),
    };

    private ImportException Unknown(string target, string[] sources, TargetCommand? section)
    {
        string owner = section is null ? "no cmdlet of this module has" : $"{section.Name} does not have";
        IEnumerable<string> names = section is null
            ? _command.Columns.Concat(TargetCommand.All.SelectMany(static command => command.Columns)).SelectMany(static column => column.Names)
            : section.Columns.SelectMany(static column => column.Names);
        bool isReversed = sources.Any(source => (section ?? _command).Find(source) is not null);
        return new ImportException(
            Id,
            $"The column map names '{target}', a column that {owner}{Suggest(target, names)}."
            + (isReversed ? $" The cmdlet's column comes first: @{{ {sources[0]} = '{target}' }}." : string.Empty));
    }
}
