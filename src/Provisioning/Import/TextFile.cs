using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Provisioning.Import;

/// <summary>
/// A text file whose encoding is certain: it was checked to its end before the first letter is given out. UTF-8 and UTF-16 with a byte order
/// mark are recognized, and so is UTF-8 without one, because other text is hardly ever valid UTF-8. Anything else must be named.
/// </summary>
internal sealed class TextFile : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly FileStream _file;
    private readonly int _markLength;

    private TextFile(FileStream file, Encoding encoding, int markLength)
    {
        _file = file;
        Encoding = encoding;
        _markLength = markLength;
    }

    /// <summary>The encoding that the file is read in.</summary>
    public Encoding Encoding { get; }

    /// <summary>
    /// Why the named encoding is not the file's, which is read in the one that its bytes show. The caller decides whether that is allowed.
    /// </summary>
    public string? Mismatch { get; private set; }

    /// <summary>Opens a file and checks all of it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="named">The encoding that was named; null to find it.</param>
    /// <param name="advise">Makes the advice for a file without a recognizable encoding from the place of the first byte that cannot be read.</param>
    /// <exception cref="ImportException">It is no text, or not in the encoding.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TextFile Open(string path, string? named, Func<Stream, BytePlace, string> advise)
    {
        Encoding? asked = named is null ? null : EncodingNames.Find(named) ?? throw new ImportException(
            "UnknownEncoding",
            $"There is no encoding '{named}'. Use a name such as utf-8, utf-16, windows-1252 or ibm850, or the number of a code page.");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        try
        {
            return Check(file, asked, named, advise);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the text from its beginning, without the byte order mark.</summary>
    public TextReader Read()
    {
        _file.Position = _markLength;
        return new StreamReader(_file, Encoding, detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Reads from a stream until a buffer is full, or the stream is at its end.</summary>
    /// <returns>The number of bytes in the buffer.</returns>
    public static int Fill(Stream stream, byte[] buffer)
    {
        int total = 0;
        for (int count = -1; count != 0 && total < buffer.Length; total += count)
            count = stream.Read(buffer, total, buffer.Length - total);
        return total;
    }

    private static TextFile Check(FileStream file, Encoding? asked, string? named, Func<Stream, BytePlace, string> advise)
    {
        var start = new byte[FileKind.Length];
        Array.Resize(ref start, Fill(file, start));
        if (start.Length == 0)
            throw new ImportException("EmptyFile", "The file is empty.");
        if (FileKind.Binary(start) is { } binary)
            throw new ImportException("NotText", $"The file is no text: it is {binary}.");
        (string? mark, int markLength) = FileKind.Mark(start);
        if (mark is not null)
        {
            TextFile marked = Marked(file, mark, markLength, asked, named);
            marked.Decode();
            return marked;
        }

        Utf8Check bytes = Scan(file);
        if (asked is null)
        {
            if (bytes.Nul is { } nul)
                throw OfNul(bytes, nul);
            return bytes.Fault is { } fault
                ? throw new ImportException("UnknownEncoding", advise(file, fault))
                : new TextFile(file, new UTF8Encoding(false, true), 0);
        }

        if (asked.IsSingleByte && bytes is { Fault: null, Nul: null, HasMultiByte: true })
        {
            return new TextFile(file, new UTF8Encoding(false, true), 0)
            {
                Mismatch = $"The file is valid UTF-8. Read as {named}, each letter with an accent would become two wrong ones. Omit -Encoding,"
                    + " or use -Encoding utf-8.",
            };
        }

        var result = new TextFile(file, asked, 0);
        if (asked.CodePage == Encoding.UTF8.CodePage && bytes.Fault is { } notUtf8)
            throw new ImportException("WrongEncoding", advise(file, notUtf8));
        result.Decode();
        return result;
    }

    private static TextFile Marked(FileStream file, string mark, int markLength, Encoding? asked, string? named)
    {
        if (mark.StartsWith("utf-32", StringComparison.Ordinal) && asked is null)
        {
            throw new ImportException(
                "UnknownEncoding", $"The file has the byte order mark of {mark}, which is hardly ever used. If it is right, use -Encoding {mark}.");
        }

        Encoding encoding = EncodingNames.Find(mark)!;
        return new TextFile(file, encoding, markLength)
        {
            Mismatch = asked is null || asked.CodePage == encoding.CodePage
                ? null
                : $"The file has the byte order mark of {mark}, and is not in {named}. Omit -Encoding, or use -Encoding {mark}.",
        };
    }

    private static Utf8Check Scan(FileStream file)
    {
        var check = new Utf8Check();
        var buffer = new byte[BufferSize];
        file.Position = 0;
        for (int count = file.Read(buffer, 0, buffer.Length); count > 0; count = file.Read(buffer, 0, buffer.Length))
            check.Add(buffer, count);
        check.Complete();
        return check;
    }

    // Also what decodes may be the wrong encoding: no text has NUL or a C1 control in it.
    private void Decode()
    {
        long line = 1;
        Decoder decoder = Encoding.GetDecoder();
        var bytes = new byte[BufferSize];
        var letters = new char[Encoding.GetMaxCharCount(BufferSize)];
        _file.Position = _markLength;
        int count;
        do
        {
            long offset = _file.Position;
            count = _file.Read(bytes, 0, bytes.Length);
            int decoded;
            try
            {
                decoded = decoder.GetChars(bytes, 0, count, letters, 0, flush: count == 0);
            }
            catch (DecoderFallbackException exception)
            {
                for (int index = 0; index < exception.Index && index < count; index++)
                    line += bytes[index] == (byte)'\n' ? 1 : 0;
                throw new ImportException("WrongEncoding", string.Format(
                    CultureInfo.InvariantCulture,
                    "The file is not in {0}: the bytes at offset {1} (line {2}) stand for no letter. The file may be damaged, or in another encoding.",
                    Encoding.WebName,
                    offset + Math.Max(exception.Index, 0),
                    line));
            }

            for (int index = 0; index < decoded; index++)
            {
                char c = letters[index];
                if (c == '\n')
                    line++;
                else if (c == '\0' || c is >= '\u0080' and <= '\u009F' and not '\u0085')
                    throw OfControl(c, line);
            }
        }
        while (count > 0);
    }

    private ImportException OfControl(char c, long line) => c == '\0'
        ? new ImportException("NotText", string.Format(
            CultureInfo.InvariantCulture,
            "Line {0} has a NUL character, which no text has. The file is damaged, or it is not in {1}.",
            line,
            Encoding.WebName))
        : new ImportException("WrongEncoding", string.Format(
            CultureInfo.InvariantCulture,
            "The file is not in {0}: line {1} has a byte (0x{2:X2}) that stands for no letter in it. Try -Encoding {3}.",
            Encoding.WebName,
            line,
            (int)c,
            Encoding.CodePage == 1252 ? "ibm850" : "windows-1252"));

    private static ImportException OfNul(Utf8Check bytes, BytePlace nul)
    {
        // Western text in UTF-16 has a NUL in nearly every letter, all at even or all at odd offsets.
        (long even, long odd) = bytes.Nuls;
        string? utf16 = odd > bytes.Length / 4 && even == 0 ? "utf-16" : even > bytes.Length / 4 && odd == 0 ? "utf-16BE" : null;
        return utf16 is null
            ? new ImportException("NotText", string.Format(
                CultureInfo.InvariantCulture,
                "The file is no text, or it is damaged: the byte at offset {0} (line {1}) is NUL.",
                nul.Offset,
                nul.Line))
            : new ImportException("UnknownEncoding", $"The file looks like UTF-16 without a byte order mark. Use -Encoding {utf16}.");
    }
}
