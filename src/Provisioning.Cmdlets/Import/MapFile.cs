using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using Newtonsoft.Json.Linq;
using Provisioning.Import;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Import;

/// <summary>Reads a column map from a file: PowerShell data (.psd1), in which no code is run, or JSON.</summary>
internal static class MapFile
{
    private const string Id = "ColumnMapFile";

    /// <summary>Reads the map.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <exception cref="ImportException">The file is not there, or is no column map.</exception>
    public static IDictionary Read(string path)
    {
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".PSD1" => FromData(Text(path)),
                ".JSON" => FromJson(Text(path)),
                _ => throw new ImportException(Id, "Its name must end in .psd1 or .json."),
            };
        }
        catch (Exception exception) when (exception is ImportException or IOException or UnauthorizedAccessException)
        {
            throw new ImportException(Id, $"The column map '{path}' cannot be used: {exception.Message}");
        }
    }

    private static string Text(string path)
    {
        using TextFile file = TextFile.Open(path, named: null, static (_, place) =>
            $"Line {place.Line} is not UTF-8. Save the file as UTF-8.");
        using TextReader text = file.Read();
        return text.ReadToEnd();
    }

    private static IDictionary FromData(string text)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        if (errors.Length > 0)
            throw new ImportException(Id, $"Line {errors[0].Extent.StartLineNumber}: {errors[0].Message}");
        if (script.EndBlock?.Statements is not { Count: 1 } statements
            || statements[0] is not PipelineAst { PipelineElements: { Count: 1 } elements }
            || elements[0] is not CommandExpressionAst { Expression: HashtableAst table })
        {
            throw new ImportException(Id, "It must consist of one hashtable, @{ companyName = 'Firma' }.");
        }

        try
        {
            return (IDictionary)table.SafeGetValue();
        }
        catch (InvalidOperationException)
        {
            throw new ImportException(Id, "It may contain only texts, lists and hashtables: no variables, and no code.");
        }
    }

    private static Dictionary<string, object?> FromJson(string text)
    {
        (JToken? json, string? problem) = StrictJson.Read(text);
        if (json is JObject entries)
            return FromJson(entries);
        int line = StrictJson.FaultIn(text) is { } at ? 1 + text.Take(at).Count(static c => c == '\n') : 1;
        throw new ImportException(Id, json is null ? $"Line {line}: the text {problem}." : "It must be one JSON object.");
    }

    private static Dictionary<string, object?> FromJson(JObject entries) =>
        entries.Properties().ToDictionary(static entry => entry.Name, static entry => Value(entry.Value));

    private static object? Value(JToken value) => value switch
    {
        JObject section => FromJson(section),
        JArray list => list.Select(Value).ToArray(),
        JValue single => single.Value,
        _ => value.ToString(),
    };
}
