using System;
using System.ComponentModel;
using System.IO;
using System.Management.Automation;
using System.Runtime.InteropServices;
using Provisioning.LegacySupport;

namespace Provisioning.Cmdlets.LegacySupport;

/// <summary>
/// Resolves the module's assemblies on Windows PowerShell 5.1, which has no load contexts: if an assembly is not found in the requested
/// version, it is loaded from the module's folder in any version. On PowerShell 7 the loader does this, and this class does nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrameworkInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(FrameworkInitializer).Assembly.Location) ?? string.Empty;
    private static readonly AssemblyResolution s_resolution = new(s_folder);

    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
        if (!Platform.IsDotNetFramework)
            return;
        s_resolution.Begin();

        // After it was loaded by path, SQLite's provider finds it by name.
        string native = Path.Combine(s_folder, "runtimes", "win-" + Architecture(), "native", "e_sqlite3.dll");
        if (File.Exists(native))
            LoadLibrary(native);
    }

    /// <summary>Called by PowerShell when the module is removed.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo) => s_resolution.End();

    private static string Architecture() => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X86 => "x86",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        _ => "x64",
    };

    [DllImport("kernel32", EntryPoint = "LoadLibraryW", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path);
}
