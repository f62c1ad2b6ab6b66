using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Provisioning.Import;

/// <summary>
/// Splits the text of a CSV file into its records, by the rules of PowerShell's parser: a quote opens a quoted cell only at the beginning of
/// the cell, and blanks before it do not count. PowerShell's parser then reads the cells. By itself it would drop cells that are too many,
/// and take the rest of a file into a cell whose quote is not closed, in silence.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="delimiter">The delimiter.</param>
internal sealed class CsvRecordReader(TextReader text, char delimiter)
{
    private enum Place
    {
        CellStart,
        Quoted,
        Plain,
    }

    private readonly StringBuilder _record = new();
    private long _line = 1;

    /// <summary>The line of the quote that is not closed before the text ends; null if there is none.</summary>
    public long? OpenQuote { get; private set; }

    /// <summary>Reads the next record that is not blank; null at the end.</summary>
    public CsvRecord? Read()
    {
        while (ReadAny() is { } record)
        {
            if (record.Starts.Count > 1 || record.Text.Trim(' ', '\t') is not ("" or "\"\""))
                return record;
        }

        return null;
    }

    private CsvRecord? ReadAny()
    {
        if (text.Peek() < 0)
            return null;
        _record.Clear();
        long start = _line;
        long quote = _line;
        var starts = new List<int>(16) { 0 };
        var place = Place.CellStart;
        int next;
        while ((next = text.Read()) >= 0)
        {
            char c = (char)next;
            if (c is '\r' or '\n')
            {
                bool isPair = c == '\r' && text.Peek() == '\n';
                _line++;
                if (isPair)
                    text.Read();
                if (place != Place.Quoted)
                    return new CsvRecord(_record.ToString(), start, starts);
                _record.Append(isPair ? "\r\n" : c.ToString());
                continue;
            }

            _record.Append(c);
            if (place == Place.Quoted)
            {
                if (c != '"')
                    continue;
                if (text.Peek() == '"')
                    _record.Append((char)text.Read());
                else
                    place = Place.Plain;
            }
            else if (c == delimiter)
            {
                starts.Add(_record.Length);
                place = Place.CellStart;
            }
            else if (place == Place.CellStart && c == '"')
            {
                place = Place.Quoted;
                quote = _line;
            }
            else if (place == Place.CellStart && c is not (' ' or '\t'))
            {
                place = Place.Plain;
            }
        }

        if (place == Place.Quoted)
            OpenQuote = quote;
        return new CsvRecord(_record.ToString(), start, starts);
    }
}
