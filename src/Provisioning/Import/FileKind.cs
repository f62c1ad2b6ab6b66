using System.Linq;

namespace Provisioning.Import;

/// <summary>What the first bytes of a file say about it.</summary>
internal static class FileKind
{
    private static readonly (byte[] Start, string What)[] s_binary =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive, such as an Excel workbook (.xlsx). Save the sheet as CSV, or pipe its rows to ConvertTo-ProvisioningRow"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document, such as an Excel workbook (.xls). Save the sheet as CSV"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
        ([0x1F, 0x8B], "a gzip archive. Unpack it first"),
    ];

    // UTF-32 begins like UTF-16, so it is looked for first.
    private static readonly (byte[] Start, string Name)[] s_marks =
    [
        ([0xFF, 0xFE, 0x00, 0x00], "utf-32"),
        ([0x00, 0x00, 0xFE, 0xFF], "utf-32BE"),
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE], "utf-16"),
        ([0xFE, 0xFF], "utf-16BE"),
    ];

    /// <summary>The number of bytes that are looked at.</summary>
    public const int Length = 4;

    /// <summary>Returns what the file is if it is no text.</summary>
    public static string? Binary(byte[] start) => s_binary.FirstOrDefault(kind => Begins(start, kind.Start)).What;

    /// <summary>Returns the name of the encoding of the byte order mark, and the mark's length; nothing if there is no mark.</summary>
    public static (string? Name, int Length) Mark(byte[] start)
    {
        (byte[]? mark, string? name) = s_marks.FirstOrDefault(kind => Begins(start, kind.Start));
        return (name, mark?.Length ?? 0);
    }

    private static bool Begins(byte[] bytes, byte[] start) => bytes.Length >= start.Length && start.SequenceEqual(bytes.Take(start.Length));
}
