using System;
using System.Collections.Generic;
using System.IO;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// Recognizes files on other computers. SQLite's write-ahead log needs memory that all its users share, which a network file system does
/// not have (https://sqlite.org/wal.html), and file locks on it are not reliable.
/// </summary>
internal static class NetworkDrive
{
    private const string Mounts = "/proc/self/mounts";

    // As the Linux kernel and the FUSE programs name them.
    private static readonly HashSet<string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.cephfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs",
        "fuse.smbnetfs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "orangefs", "smb3", "smbfs",
    };

    /// <summary>Whether a folder is on another computer. If that cannot be found out, it counts as local.</summary>
    /// <param name="folder">The full path of the folder.</param>
    public static bool Has(string folder)
    {
        try
        {
            if (IsShare(folder))
                return true;
            return File.Exists(Mounts)
                ? IsNetworkMount(folder, File.ReadAllLines(Mounts))
                : new DriveInfo(Path.GetPathRoot(folder)!).DriveType == DriveType.Network;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether a path names a share of another computer on Windows: <c>\\server\share</c>.</summary>
    internal static bool IsShare(string path)
    {
        string plain = path.Replace('/', '\\');
        return Path.DirectorySeparatorChar == '\\'
            && (plain.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase)
                || (plain.StartsWith(@"\\", StringComparison.Ordinal) && plain.Length > 2 && plain[2] is not ('?' or '.')));
    }

    /// <summary>Whether a folder is below a mount point of a network file system.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="mounts">The lines of <c>/proc/self/mounts</c>: device, mount point, type, and more.</param>
    internal static bool IsNetworkMount(string folder, IEnumerable<string> mounts)
    {
        string longest = string.Empty;
        string type = string.Empty;
        foreach (string line in mounts)
        {
            string[] parts = line.Split(' ');
            if (parts.Length < 3)
                continue;

            // The later of two mounts at the same point hides the earlier one.
            string point = Unescape(parts[1]);
            if (IsBelow(folder, point) && point.Length >= longest.Length)
                (longest, type) = (point, parts[2]);
        }

        return s_types.Contains(type);
    }

    private static bool IsBelow(string folder, string point) =>
        point == "/" || folder == point || folder.StartsWith(point + "/", StringComparison.Ordinal);

    // The kernel writes a space as \040, and also escapes tabs, line breaks and backslashes.
    private static string Unescape(string text) => text.IndexOf('\\') < 0
        ? text
        : text.Replace(@"\040", " ").Replace(@"\011", "\t").Replace(@"\012", "\n").Replace(@"\134", @"\");
}
