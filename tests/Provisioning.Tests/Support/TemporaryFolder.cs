using System;
using System.IO;

namespace Provisioning.Tests.Support;

/// <summary>A folder of a test's own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("provisioning-tests-");

    public string Root => _folder.FullName;

    public string Journal => At("journal.db");

    public string At(string name) => Path.Combine(Root, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
