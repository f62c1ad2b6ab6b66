using System.IO;
using Provisioning.LegacySupport;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// The files of a journal as they were when they were opened. On Unix, a file can be moved, replaced or deleted while it is open, and its
/// process goes on writing to a file that nobody finds again. Windows does not allow that.
/// </summary>
internal sealed class OpenFiles
{
    private readonly JournalLocation _location;
    private readonly byte[] _buffer = new byte[256];
    private readonly OpenFile[] _files;

    private OpenFiles(JournalLocation location, string[] paths)
    {
        _location = location;
        _files = new OpenFile[paths.Length];
        for (int index = 0; index < paths.Length; index++)
            _files[index] = new OpenFile(paths[index], Posix.Encode(paths[index])) { Identity = Identify(paths[index], Posix.Encode(paths[index])) };
    }

    /// <summary>Remembers the files of a journal that is open.</summary>
    public static OpenFiles Of(string path) => new(new JournalLocation(path), [path, path + "-wal", path + "-shm"]);

    /// <summary>Ensures that the files are still the same.</summary>
    /// <exception cref="VendorApiException">A file was moved, replaced or deleted.</exception>
    public void Verify()
    {
        for (int index = 0; index < _files.Length; index++)
        {
            OpenFile file = _files[index];
            (bool IsThere, long Device, long Number, long Length) now = Identify(file.Path, file.Encoded);

            // The journal never becomes shorter (index 0): if it does, it was overwritten, which leaves a file what it is.
            bool isSame = now.IsThere && (now.Device, now.Number) == (file.Identity.Device, file.Identity.Number);
            if (!isSame || (index == 0 && now.Length < file.Identity.Length))
                throw Moved(file.Path);
            file.Identity = now;
        }
    }

    private VendorApiException Moved(string path) => JournalErrors.Unavailable(
        _location,
        $"'{Path.GetFileName(path)}' was moved, replaced or deleted while it was in use, so what is recorded now would not be found again.",
        advice: "Put the journal back as it was, with the files next to it whose names begin with its name, then run the same input again:"
            + " confirmed rows are not sent again. Without this journal, they would be.");

    private (bool IsThere, long Device, long Number, long Length) Identify(string path, byte[] encoded)
    {
        if (Posix.TryIdentify(encoded, _buffer, out (long Device, long Number, long Length) file) is { } isThere)
            return (isThere, file.Device, file.Number, file.Length);
        var info = new FileInfo(path);
        return info.Exists ? (true, 0, 0, info.Length) : default;
    }

    private sealed class OpenFile(string path, byte[] encoded)
    {
        public string Path => path;

        public byte[] Encoded => encoded;

        public (bool IsThere, long Device, long Number, long Length) Identity { get; set; }
    }
}
