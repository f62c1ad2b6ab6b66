using System;
using Provisioning.Journal;
using Provisioning.Journal.Sqlite;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>SQLite's write-ahead log needs memory that all its users share: a file on another computer is refused.</summary>
public sealed class NetworkDriveTests : IDisposable
{
    private static readonly string[] s_mounts =
    [
        "/dev/vda1 / ext4 rw,relatime 0 0",
        "server:/export /mnt/share nfs4 rw,vers=4.2 0 0",
        "//server/c$ /mnt/with\\040blank cifs rw 0 0",
        "ana@host: /home/ana/remote fuse.sshfs rw 0 0",
        "/dev/vdb1 /mnt/share/local xfs rw 0 0",
        "server:/a /mnt/hidden nfs rw 0 0",
        "/dev/vdc1 /mnt/hidden ext4 rw 0 0",
        "broken",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/var/lib/provisioning", false)]
    [InlineData("/mnt/share", true)]
    [InlineData("/mnt/share/journals/2026", true)]
    [InlineData("/mnt/shared", false)]
    [InlineData("/mnt/with blank/journals", true)]
    [InlineData("/home/ana/remote", true)]
    [InlineData("/home/ana", false)]
    [InlineData("/mnt/share/local/journals", false)]
    [InlineData("/mnt/hidden", false)]
    public void The_innermost_mount_decides(string folder, bool isNetwork) =>
        Assert.Equal(isNetwork, NetworkDrive.IsNetworkMount(folder, s_mounts));

    [Fact]
    public void A_local_folder_is_local() => Assert.False(NetworkDrive.Has(_folder.Root));

    [Fact]
    public void A_journal_there_is_refused_before_a_file_is_made()
    {
        VendorApiException error = Assert.Throws<VendorApiException>(
            () => SqliteJournalStore.Open(new JournalLocation(_folder.Journal), create: true, TimeProvider.System, static _ => true));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.Contains("network file system", error.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(_folder.Journal));
    }
}
