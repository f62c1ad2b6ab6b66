using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Provisioning.Journal;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal;

/// <summary>
/// Two versions of the module in one process, each with files of its own. The locks of POSIX are the process's: a second copy of SQLite
/// neither respects those of the first, nor leaves them in place when it closes a file.
/// </summary>
public sealed class TwoVersionsTests : IDisposable
{
    private readonly LeftBehind _journal = new();
    private readonly TemporaryFolder _folder = new();

    // The version of these tests is the first one of the process.
    public TwoVersionsTests() => _journal.Open().Dispose();

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [LinuxFact]
    public void The_version_that_closes_a_journal_leaves_the_other_what_it_has_open()
    {
        var one = new Version(_folder, "one");
        var other = new Version(_folder, "other");
        IDisposable store = one.Open(_journal.Path);
        one.Confirm(store, 0, 10);

        other.Open(_journal.Path).Dispose();

        // Whoever is alone with a journal removes its log on closing it.
        Assert.True(File.Exists(_journal.Log));
        one.Confirm(store, 10, 10);
        store.Dispose();
        _journal.AssertReplays(20);
    }

    [LinuxFact]
    public void A_version_that_came_second_leaves_the_first_what_it_has_open()
    {
        var one = new Version(_folder, "one");
        using IJournalStore store = _journal.Open();
        LeftBehind.Confirm(store, 0, 10);

        using (IDisposable second = one.Open(_journal.Path))
            one.Confirm(second, 10, 10);

        Assert.True(File.Exists(_journal.Log));
        LeftBehind.Confirm(store, 20, 10);
        store.Dispose();
        _journal.AssertReplays(30);
    }

    [LinuxFact]
    public async Task Overlapping_runs_of_three_versions_send_each_row_once()
    {
        const int Rows = 400;
        Version[] versions = [new(_folder, "one"), new(_folder, "two"), new(_folder, "three")];

        int[][] sent = await Task.WhenAll(versions.Select(version => Task.Run(() => version.Claim(_journal.Path, Rows))));

        Assert.Equal(Enumerable.Range(0, Rows), sent.SelectMany(static rows => rows).Order());
        Assert.All(versions, static version => Assert.NotSame(typeof(GroupCommit).Assembly, version.Core));
        Assert.Equal(Rows, Database.Number(_journal.Path, "SELECT count(*) FROM operations"));
        Assert.Equal(0, Database.Number(_journal.Path, "SELECT count(*) FROM pragma_integrity_check() WHERE integrity_check <> 'ok'"));
    }

    [LinuxFact]
    public void All_versions_call_the_same_copy_of_SQLite()
    {
        new Version(_folder, "one").Open(_journal.Path).Dispose();
        new Version(_folder, "two").Open(_journal.Path).Dispose();

        Assert.Single(Loaded());
    }

    // The copies of SQLite in this process.
    private static string[] Loaded() =>
    [
        .. File.ReadLines("/proc/self/maps")
            .Where(static line => line.Contains("libe_sqlite3", StringComparison.Ordinal))
            .Select(static line => line[line.IndexOf('/', StringComparison.Ordinal)..])
            .Distinct(),
    ];

    /// <summary>What a version does, called by reflection in its own load context: each has types of its own.</summary>
    private static class Driver
    {
        public static IDisposable Open(string path) => Journals.OpenStore(path);

        public static void Confirm(IDisposable store, int from, int count) => LeftBehind.Confirm((IJournalStore)store, from, count);

        /// <summary>Claims rows in a run, each by itself, and returns those that it may send.</summary>
        public static int[] Claim(string path, int rows)
        {
            using RunJournal journal = Journals.OpenRun(path);
            Task<Provisioning.Journal.Claim>[] claims =
            [
                .. Enumerable.Range(0, rows)
                    .Select(row => journal.ClaimAsync(Provisioning.Journal.Compliance.Given.Intent(journal.Run, LeftBehind.Key(row)))),
            ];
            Task.WaitAll(claims);
            return [.. Enumerable.Range(0, rows).Where(row => claims[row].Result.Kind == ClaimKind.Send)];
        }
    }

    private sealed class Version : AssemblyLoadContext
    {
        private readonly string _native;
        private readonly Type _driver;

        public Version(TemporaryFolder folder, string name)
            : base(name)
        {
            NativeLibrary.Load("e_sqlite3", typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, null);
            Directory.CreateDirectory(folder.At(name));
            _native = Path.Combine(folder.At(name), "libe_sqlite3.so");
            File.Copy(Loaded().First(File.Exists), _native);
            _driver = LoadFromAssemblyPath(typeof(Driver).Assembly.Location).GetType(typeof(Driver).FullName!, throwOnError: true)!;
        }

        public Assembly Core => LoadFromAssemblyName(typeof(GroupCommit).Assembly.GetName());

        public IDisposable Open(string path) => (IDisposable)Call(nameof(Driver.Open), path);

        public void Confirm(IDisposable store, int from, int count) => Call(nameof(Driver.Confirm), store, from, count);

        public int[] Claim(string path, int rows) => (int[])Call(nameof(Driver.Claim), path, rows);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            bool isOwn = assemblyName.Name!.StartsWith("Provisioning", StringComparison.Ordinal)
                || assemblyName.Name.StartsWith("SQLitePCLRaw", StringComparison.Ordinal)
                || assemblyName.Name == "Microsoft.Data.Sqlite";
            string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return isOwn && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }

        protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
            unmanagedDllName == "e_sqlite3" ? NativeLibrary.Load(_native) : IntPtr.Zero;

        private object Call(string method, params object[] arguments) =>
            _driver.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }
}
