using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Provisioning.Cmdlets.Rows;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>The header of a CSV file: its delimiter and its columns.</summary>
internal sealed class CsvHeader
{
    // A header that is longer is none.
    private const int MaximumLength = 256 * 1024;

    private CsvHeader(char delimiter, IReadOnlyList<string> names)
    {
        Delimiter = delimiter;
        Names = names;
    }

    /// <summary>The delimiter.</summary>
    public char Delimiter { get; }

    /// <summary>The names of the columns. One without a name in the middle is called H and its number, as PowerShell does.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Finds the header.</summary>
    /// <exception cref="ImportException">There is none, or its delimiter is not clear.</exception>
    public static CsvHeader Read(TextFile file, ImportSettings settings)
    {
        string head = Head(file);
        (string body, char? ofExcel) = WithoutPreamble(head);
        if (new CsvRecordReader(new StringReader(body), settings.Delimiter ?? ',').Read() is null)
            throw new ImportException("EmptyFile", "The file has no header line: it is empty.");
        char delimiter = Choose(body, ofExcel, settings);
        CsvRecord record = new CsvRecordReader(new StringReader(body), delimiter).Read()!;
        using var parser = new PowerShellCsv(delimiter, record.Starts.Count);
        List<string> names = [.. parser.Read([record])[0].Select(static cell => InputRow.Text(cell))];
        while (names.Count > 0 && NameRule.Normalize(names[names.Count - 1]).Length == 0)
            names.RemoveAt(names.Count - 1);
        if (names.Count == 0)
            throw new ImportException("EmptyFile", "The first line has no headers.");
        return new CsvHeader(delimiter, [.. names.Select(static (name, index) => NameRule.Normalize(name).Length > 0
            ? name
            : string.Format(CultureInfo.InvariantCulture, "H{0}", index + 1))]);
    }

    /// <summary>A reader of the file's records that stands behind the header.</summary>
    public CsvRecordReader Skip(TextReader text)
    {
        var reader = new CsvRecordReader(text, Delimiter);
        for (CsvRecord? record = reader.Read(); record is not null && IsPreamble(record.Text); record = reader.Read())
            continue;
        return reader;
    }

    private static char Choose(string body, char? ofExcel, ImportSettings settings)
    {
        bool IsKnown(string header) => settings.Command.Find(header) is not null || Columns.IsOwn(NameRule.Normalize(header))
            || settings.Map.IsForOthers(header) || settings.Map.Names(header);
        char? found = ofExcel ?? Delimiters.Find(body, IsKnown);
        if (settings.Delimiter is not { } named)
        {
            return found ?? throw new ImportException(
                "UnclearDelimiter", "The header line does not show what separates its columns. Specify -Delimiter, such as -Delimiter ';'.");
        }

        // The same command line reads the file of failed rows, which has commas.
        return found is { } other && other != named && !Delimiters.Header(body, named).Skip(1).Any()
            && ColumnPlan.Returns([.. Delimiters.Header(body, other)])
            ? other
            : named;
    }

    private static string Head(TextFile file)
    {
        using TextReader text = file.Read();
        var buffer = new char[MaximumLength];
        return new string(buffer, 0, text.ReadBlock(buffer, 0, buffer.Length));
    }

    // What Excel and Windows PowerShell write above the header.
    private static (string Body, char? Delimiter) WithoutPreamble(string head)
    {
        char? delimiter = null;
        string body = head.TrimStart('\r', '\n');
        while (IsPreamble(FirstLine(body)))
        {
            delimiter ??= Delimiters.OfExcel(FirstLine(body));
            body = body.Substring(FirstLine(body).Length).TrimStart('\r', '\n');
        }

        return (body, delimiter);
    }

    private static bool IsPreamble(string line) =>
        Delimiters.OfExcel(line) is not null || line.StartsWith("#TYPE ", StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(string text)
    {
        int end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text.Substring(0, end);
    }
}
