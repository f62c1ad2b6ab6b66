using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Cmdlets.Rows;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>
/// What becomes of the columns of an input: those that the map or their own name makes a column of the cmdlet, those that are left over, and
/// the module's own. It is made once, before the first row.
/// </summary>
internal sealed class ColumnPlan
{
    private const int None = -1;

    private readonly TargetCommand _command;
    private readonly IReadOnlyList<string> _headers;
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, List<TargetColumn>> _uses = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _remarks = [];

    /// <param name="headers">The names of the input's columns.</param>
    /// <param name="command">The cmdlet.</param>
    /// <param name="map">The column map.</param>
    /// <param name="defaults">The columns that have a value for empty cells.</param>
    /// <param name="isRecord">Whether all columns are meant, so that those that are left over are a problem.</param>
    /// <exception cref="ImportException">Two columns claim to be the same.</exception>
    public ColumnPlan(
        IReadOnlyList<string> headers,
        TargetCommand command,
        MapEntries map,
        IReadOnlyDictionary<TargetColumn, object> defaults,
        bool isRecord = true)
    {
        _command = command;
        _headers = headers;

        // Without a known column, the first line may be no header, and an error about it would show a row.
        if (!headers.Any(header => command.Find(header) is not null || map.Names(header)))
            return;
        for (int index = 0; index < headers.Count; index++)
        {
            string name = NameRule.Fold(headers[index]);
            if (_byName.ContainsKey(name))
                throw new ImportException("DuplicateColumn", $"Two columns have the header '{headers[index]}'. Rename one of them.");
            _byName[name] = index;
        }

        IsReturned = Returns(headers);
        UseMapped(map);
        UseByName();
        Added = [.. defaults.Keys.Where(column => !IsUsed(column))];
        LeftOver = [.. Enumerable.Range(0, headers.Count).Where(index => !_uses.ContainsKey(index) && !Columns.IsOwn(headers[index]))];
        if (isRecord)
            NoteLeftOver(map);
        NoteMissing(map);
    }

    /// <summary>
    /// Whether the input came out of this module: a file of failed rows. Its columns have their names and its values their form already.
    /// </summary>
    public bool IsReturned { get; }

    /// <summary>The columns of the cmdlet in the input, in the input's order.</summary>
    public IEnumerable<(int Index, TargetColumn Column)> Used =>
        _uses.SelectMany(static use => use.Value.Select(column => (use.Key, column)));

    /// <summary>The columns that only -Default fills.</summary>
    public IReadOnlyList<TargetColumn> Added { get; } = [];

    /// <summary>The columns that nothing is made of.</summary>
    public IReadOnlyList<int> LeftOver { get; } = [];

    /// <summary>The columns of this module, except for those that are made anew.</summary>
    public IEnumerable<int> Own => Enumerable.Range(0, _headers.Count).Where(index => Columns.IsOwn(_headers[index])
        && !Is(index, InputRow.NumberColumn) && !Is(index, InputRow.SourceColumn));

    /// <summary>Whether the input has any column that is used.</summary>
    public bool HasKnown => _uses.Count > 0;

    /// <summary>What should be looked at, and what -Strict refuses.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What may be of interest.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Whether columns are those of a file that this module wrote.</summary>
    public static bool Returns(IReadOnlyList<string> headers)
    {
        bool Has(string column) => headers.Any(header => NameRule.Fold(header) == NameRule.Fold(column));
        return Has(InputRow.SourceColumn) || (Has(FailureFile.ErrorColumn) && Has(FailureFile.ReasonColumn));
    }

    /// <summary>The place of one of the module's own columns; -1 if it is not there.</summary>
    public int PlaceOf(string column) => _byName.TryGetValue(NameRule.Fold(column), out int index) ? index : None;

    private bool Is(int index, string column) => NameRule.Fold(_headers[index]) == NameRule.Fold(column);

    private bool IsUsed(TargetColumn column) => _uses.Values.Any(columns => columns.Contains(column));

    private void UseMapped(MapEntries map)
    {
        HashSet<int> sources = [.. map.Sources.Values.Select(FirstOf).Where(static index => index != None)];
        foreach (KeyValuePair<TargetColumn, IReadOnlyList<string>> entry in map.Sources)
        {
            int source = FirstOf(entry.Value);
            int[] named = [.. Enumerable.Range(0, _headers.Count).Where(index =>
                index != source && _command.Find(_headers[index]) == entry.Key && (IsReturned || !sources.Contains(index)))];
            if (source == None || (IsReturned && named.Length > 0))
                continue;
            if (named.Length > 0)
            {
                throw new ImportException(
                    "AmbiguousColumn",
                    $"The column map takes {entry.Key.Name} from '{_headers[source]}', but there is also a column '{_headers[named[0]]}'."
                    + " Remove one of them, or the entry of the map.");
            }

            Use(source, entry.Key);
        }
    }

    private void UseByName()
    {
        for (int index = 0; index < _headers.Count; index++)
        {
            if (_uses.ContainsKey(index) || _command.Find(_headers[index]) is not { } column)
                continue;
            if (_uses.FirstOrDefault(use => use.Value.Contains(column)) is { Value: not null } other)
            {
                throw new ImportException(
                    "AmbiguousColumn", $"The columns '{_headers[other.Key]}' and '{_headers[index]}' are both {column.Name}. Remove one of them.");
            }

            Use(index, column);
        }
    }

    private void Use(int index, TargetColumn column)
    {
        if (!_uses.TryGetValue(index, out List<TargetColumn>? columns))
            _uses[index] = columns = [];
        columns.Add(column);
    }

    private int FirstOf(IReadOnlyList<string> sources)
    {
        foreach (string source in sources)
        {
            if (PlaceOf(source) is var index && index != None)
                return index;
        }

        return None;
    }

    private void NoteLeftOver(MapEntries map)
    {
        string[] ofOthers = [.. LeftOver.Select(index => _headers[index]).Where(map.IsForOthers)];
        string[] unknown = [.. LeftOver.Select(index => _headers[index]).Where(header => !map.IsForOthers(header)).Select(header =>
            $"'{header}'" + (_command.Suggest(header) is { } meant ? $" (did you mean {meant}?)" : string.Empty))];
        if (ofOthers.Length > 0)
            _remarks.Add($"Columns that the map has for other cmdlets: {string.Join(", ", ofOthers)}.");
        if (unknown.Length > 0)
            _problems.Add($"Columns that {_command.Name} does not know are left over and not used: {string.Join(", ", unknown)}.");
    }

    private void NoteMissing(MapEntries map)
    {
        string[] leftOver = [.. LeftOver.Select(index => _headers[index])];
        foreach (TargetColumn column in _command.Columns)
        {
            if (IsUsed(column) || Added.Contains(column))
                continue;
            string? source = map.Sources.TryGetValue(column, out IReadOnlyList<string>? sources) && sources.Count > 0 ? sources[0] : null;
            string meant = source is null ? string.Empty : MapEntries.Suggest(source, leftOver);
            string text = source is null
                ? $"There is no column {column.Name}"
                : $"There is no column '{source}'{meant}, which the map has for {column.Name}";
            if (column.IsRequired)
                _problems.Add($"{text}, and {_command.Name} requires a value in each row.");
            else if (meant.Length > 0)
                _problems.Add($"{text}.");
            else if (source is not null)
                _remarks.Add($"{text}.");
        }
    }
}
