using System;
using System.IO;
using System.Linq;
using System.Text;
using Provisioning.Import;
using Xunit;

namespace Provisioning.Tests.Import;

public sealed class TextFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void An_encoding_that_shows_itself_is_found(string name, bool hasMark)
    {
        Encoding encoding = EncodingNames.Find(name)!;
        Write([.. hasMark ? Mark(name) : [], .. encoding.GetBytes("M\u00fcller")]);

        Assert.Equal("M\u00fcller", Read(null));
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("1252")]
    [InlineData("ibm850")]
    [InlineData("iso-8859-15")]
    [InlineData("shift_jis")]
    public void An_encoding_that_is_named_works_on_every_platform(string name)
    {
        Write(EncodingNames.Find(name)!.GetBytes("K\u00d7".Replace('\u00d7', name == "shift_jis" ? '\u30ab' : '\u00e9')));

        Assert.Equal(name == "shift_jis" ? "K\u30ab" : "K\u00e9", Read(name));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("65000")]
    [InlineData("default")]
    [InlineData("klingon")]
    public void Names_that_mean_nothing_certain_are_refused(string name) => Assert.Null(EncodingNames.Find(name));

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFC, 0x62 }, 1)]
    [InlineData(new byte[] { 0x61, 0xC3 }, 1)]
    [InlineData(new byte[] { 0xC0, 0x80 }, 0)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 0)]
    [InlineData(new byte[] { 0x61, 0xF4, 0x90, 0x80, 0x80 }, 1)]
    [InlineData(new byte[] { 0x80 }, 0)]
    public void What_is_not_UTF8_is_refused_with_its_place(byte[] bytes, long offset)
    {
        Write(bytes);
        var refused = Assert.Throws<ImportException>(() => Read(null));

        Assert.Equal("UnknownEncoding", refused.Id);
        Assert.Equal($"at {offset}", refused.Message);
    }

    [Fact]
    public void A_fault_is_found_beyond_the_first_block()
    {
        Write([.. Enumerable.Repeat((byte)'a', 200_000), 0xFC]);

        Assert.Equal("at 200000", Assert.Throws<ImportException>(() => Read(null)).Message);
    }

    [Fact]
    public void A_letter_across_two_blocks_is_no_fault()
    {
        string text = new string('a', (64 * 1024) - 1) + "\u20ac" + new string('b', 70_000);
        Write(Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, Read(null));
    }

    [Theory]
    [InlineData(new byte[] { 0x4D, 0x81 }, "windows-1252", "WrongEncoding")]
    [InlineData(new byte[] { 0x4D, 0x80 }, "iso-8859-1", "WrongEncoding")]
    [InlineData(new byte[] { 0x4D, 0x00 }, "windows-1252", "NotText")]
    [InlineData(new byte[] { 0x4D, 0xFC }, "utf-8", "WrongEncoding")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00 }, null, "WrongEncoding")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00, 0x00, 0x00 }, null, "UnknownEncoding")]
    [InlineData(new byte[] { 0x41, 0x00, 0x42, 0x00 }, null, "UnknownEncoding")]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08 }, null, "NotText")]
    [InlineData(new byte[] { }, null, "EmptyFile")]
    public void Bytes_that_are_no_text_in_the_encoding_are_refused(byte[] bytes, string? named, string id)
    {
        Write(bytes);

        Assert.Equal(id, Assert.Throws<ImportException>(() => Read(named)).Id);
    }

    [Fact]
    public void UTF8_that_is_read_as_a_code_page_is_a_mismatch_and_ASCII_is_none()
    {
        Write(Encoding.UTF8.GetBytes("M\u00fcller"));
        using (TextFile file = Open("windows-1252"))
            Assert.Contains("valid UTF-8", file.Mismatch, StringComparison.Ordinal);
        Write(Encoding.UTF8.GetBytes("Mueller"));
        using (TextFile file = Open("windows-1252"))
            Assert.Null(file.Mismatch);
    }

    private static byte[] Mark(string name) => name switch
    {
        "utf-8" => [0xEF, 0xBB, 0xBF],
        "utf-16" => [0xFF, 0xFE],
        _ => [0xFE, 0xFF],
    };

    private TextFile Open(string? named) => TextFile.Open(_path, named, static (_, place) => $"at {place.Offset}");

    private string Read(string? named)
    {
        using TextFile file = Open(named);
        using TextReader text = file.Read();
        return text.ReadToEnd();
    }

    private void Write(byte[] bytes) => File.WriteAllBytes(_path, bytes);
}
