using System;
using System.ComponentModel;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using Provisioning.LegacySupport;

namespace Provisioning.Cmdlets.LegacySupport;

/// <summary>
/// Finds the module's assemblies on Windows PowerShell 5.1, which has no load contexts: what is asked for in a version that is not there
/// comes from the module's folder, whatever its version. On PowerShell 7 the loader does this, and nothing happens here.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrameworkInitializer : IModuleAssemblyInitializer
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(FrameworkInitializer).Assembly.Location) ?? string.Empty;

    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
        if (!Platform.IsDotNetFramework)
            return;
        AppDomain.CurrentDomain.AssemblyResolve += static (_, arguments) => Resolve(arguments);

        // Once it is loaded by its path, SQLite's provider finds it by its name.
        string native = Path.Combine(s_folder, "runtimes", "win-" + Architecture(), "native", "e_sqlite3.dll");
        if (File.Exists(native))
            LoadLibrary(native);
    }

    // Only for what the module itself asked for: another module's request for the same name is not ours to answer.
    private static Assembly? Resolve(ResolveEventArgs arguments)
    {
        string? asking = arguments.RequestingAssembly?.Location;
        if (asking is not null && !asking.StartsWith(s_folder, StringComparison.OrdinalIgnoreCase))
            return null;
        string path = Path.Combine(s_folder, new AssemblyName(arguments.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

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
