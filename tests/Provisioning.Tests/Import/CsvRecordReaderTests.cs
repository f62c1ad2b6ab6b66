using System.Collections.Generic;
using System.IO;
using System.Linq;
using Provisioning.Import;
using Xunit;

namespace Provisioning.Tests.Import;

public sealed class CsvRecordReaderTests
{
    [Fact]
    public void Records_end_at_line_breaks_outside_quotes()
    {
        List<CsvRecord> records = Read("a,b\r\n\"x\r\ny\",\"z\"\"\n\"\r1,\"2\"\n");

        Assert.Equal(["a,b", "\"x\r\ny\",\"z\"\"\n\"", "1,\"2\""], records.Select(static record => record.Text));
        Assert.Equal([1, 2, 5], records.Select(static record => record.Line));
        Assert.All(records, static record => Assert.Equal(2, record.Starts.Count));
    }

    // As PowerShell's parser has it.
    [Theory]
    [InlineData("a\"b,c", 2)]
    [InlineData("  \"a,b\",c", 2)]
    [InlineData("x \"a,b\"", 2)]
    [InlineData("\"\",\"\"\"\",c", 3)]
    [InlineData("\"a\" b,c", 2)]
    public void A_quote_counts_only_at_the_beginning_of_a_cell(string text, int cells) => Assert.Equal(cells, Assert.Single(Read(text)).Starts.Count);

    [Fact]
    public void Blank_lines_are_no_records() => Assert.Equal(["a", "b"], Read("\n\na\n  \n\"\"\nb\n\n").Select(static record => record.Text));

    [Fact]
    public void A_quote_that_is_not_closed_is_told_by_its_line()
    {
        var reader = new CsvRecordReader(new StringReader("a,b\nc,\"d\ne,f\n"), ',');
        while (reader.Read() is not null)
            continue;

        Assert.Equal(2, reader.OpenQuote);
    }

    [Theory]
    [InlineData("a,b,c", true)]
    [InlineData("a,b,,x", true)]
    [InlineData("a,b,", false)]
    [InlineData("a,b,,\" \",", false)]
    [InlineData("a", false)]
    public void Cells_that_are_too_many_count_only_with_content(string text, bool expected) =>
        Assert.Equal(expected, Assert.Single(Read(text)).HasMoreThan(2, ','));

    private static List<CsvRecord> Read(string text)
    {
        var reader = new CsvRecordReader(new StringReader(text), ',');
        var records = new List<CsvRecord>();
        while (reader.Read() is { } record)
            records.Add(record);
        return records;
    }
}
