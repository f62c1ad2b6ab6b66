using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Provisioning.Cmdlets.Rows;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>A CSV file that was looked at from its beginning to its end, and whose rows can be read.</summary>
internal sealed class CsvSource : IDisposable
{
    // Large enough that a call of PowerShell's parser costs little, small enough that memory does not grow with the file.
    private const int BatchSize = 500;
    private const int Shown = 10;

    private readonly ImportSettings _settings;
    private readonly TextFile _file;
    private readonly CsvHeader _header;

    private CsvSource(string path, ImportSettings settings, TextFile file)
    {
        Path = path;
        _settings = settings;
        _file = file;
        _header = CsvHeader.Read(file, settings);
        Plan = new ColumnPlan(_header.Names, settings.Command, settings.Map, settings.Defaults);

        // A file of failed rows is in UTF-8, whatever the first file was in: the same command line imports both.
        if (file.Mismatch is { } mismatch && !Plan.IsReturned)
            throw new ImportException("WrongEncoding", mismatch);
        if (!Plan.HasKnown)
        {
            throw new ImportException("NoKnownColumn", string.Format(
                CultureInfo.InvariantCulture,
                "None of the {0} columns is one that {1} knows or that -ColumnMap names. Does the file have a header line?"
                    + " Get-ProvisioningColumn lists the columns.",
                _header.Names.Count,
                settings.Command.Name));
        }

        Review();
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>What becomes of the columns.</summary>
    public ColumnPlan Plan { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>What the file is read as.</summary>
    public string Description => string.Format(
        CultureInfo.InvariantCulture,
        "{0}: {1}, delimiter {2}, {3} rows",
        Path,
        _file.Encoding.WebName,
        _header.Delimiter == '\t' ? "tab" : $"'{_header.Delimiter}'",
        Count);

    /// <summary>Opens a file and looks at all of it.</summary>
    /// <exception cref="ImportException">The file cannot be imported as it is.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CsvSource Open(string path, ImportSettings settings)
    {
        TextFile file = TextFile.Open(path, settings.Encoding, (stream, place) =>
            EncodingAdvice.Of(stream, place, settings.Culture, mayShow: !IsInSecret(stream, place, settings)));
        try
        {
            return new CsvSource(path, settings, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the rows, in the order of the file.</summary>
    /// <param name="converter">Converts cells.</param>
    public IEnumerable<PSObject> Rows(CellConverter converter)
    {
        var shaper = new RowShaper(_header.Names, Plan, _settings.Defaults, converter);
        using var parser = new PowerShellCsv(_header.Delimiter, _header.Names.Count);
        using TextReader text = _file.Read();
        CsvRecordReader reader = _header.Skip(text);
        var batch = new List<CsvRecord>(BatchSize);
        int position = 0;
        do
        {
            batch.Clear();
            while (batch.Count < BatchSize && reader.Read() is { } record)
                batch.Add(record);
            foreach (object?[] values in parser.Read(batch))
                yield return shaper.Shape(values, ++position, Path);
        }
        while (batch.Count == BatchSize);
    }

    public void Dispose() => _file.Dispose();

    // PowerShell's parser drops cells that are too many, and reads on to the end of the file where a quote is not closed.
    private void Review()
    {
        using TextReader text = _file.Read();
        CsvRecordReader reader = _header.Skip(text);
        var wide = new List<string>();
        int wides = 0;
        while (reader.Read() is { } record)
        {
            Count++;
            if (record.HasMoreThan(_header.Names.Count, _header.Delimiter) && ++wides <= Shown)
                wide.Add(string.Format(CultureInfo.InvariantCulture, "row {0} (line {1})", Count, record.Line));
        }

        if (reader.OpenQuote is { } line)
        {
            throw new ImportException("OpenQuote", string.Format(
                CultureInfo.InvariantCulture, "The quote in line {0} is not closed: everything behind it would be one cell.", line));
        }

        if (wides > 0)
        {
            throw new ImportException("TooManyCells", string.Format(
                CultureInfo.InvariantCulture,
                "There are more cells than headers ({0}) in {1}{2}, so cells may be in the wrong columns. A cell that contains the delimiter needs"
                    + " quotes, and each column needs a header.",
                _header.Names.Count,
                string.Join(", ", wide),
                wides > Shown ? string.Format(CultureInfo.InvariantCulture, " and {0} more", wides - Shown) : string.Empty));
        }
    }

    // The byte stands in a cell whose column may be a password's. Latin 1 reads any byte, and the header and the delimiters alike.
    private static bool IsInSecret(Stream stream, BytePlace place, ImportSettings settings)
    {
        stream.Position = 0;
        var bytes = new byte[place.Offset + 1];
        string text = Encoding.GetEncoding("iso-8859-1").GetString(bytes, 0, TextFile.Fill(stream, bytes));
        char? delimiter = settings.Delimiter ?? Delimiters.OfExcel(text.Split('\n')[0])
            ?? Delimiters.Find(text, header => settings.Command.Find(header) is not null);
        if (delimiter is not { } found)
            return true;
        var reader = new CsvRecordReader(new StringReader(text), found);
        string[]? headers = null;
        CsvRecord? last = null;
        for (CsvRecord? record = reader.Read(); record is not null; record = reader.Read())
        {
            headers ??= Delimiters.OfExcel(record.Text) is null ? [.. record.Cells()] : null;
            last = record;
        }

        int column = last is null ? 0 : last.Starts.Count - 1;
        return headers is null || column >= headers.Length || IsSecret(headers[column], settings);
    }

    private static bool IsSecret(string header, ImportSettings settings) => RowTarget.IsSecret(header)
        || settings.Command.Find(header) is { Type: ColumnType.Secret }
        || settings.Map.IsForOthers(header)
        || settings.Map.Sources.Any(entry => entry.Key.Type == ColumnType.Secret && entry.Value.Any(source =>
            NameRule.Fold(source) == NameRule.Fold(header)));
}
