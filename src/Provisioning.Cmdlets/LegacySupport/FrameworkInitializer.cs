using System;
using System.ComponentModel;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using Provisioning.LegacySupport;

namespace Provisioning.Cmdlets.LegacySupport;

/// <summary>
/// Resolves the module's assemblies on Windows PowerShell 5.1, which has no load contexts: if an assembly is not found in the requested
/// version, it is loaded from the module's folder in any version. On PowerShell 7 the loader does this, and this class does nothing.
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

        // After it was loaded by path, SQLite's provider finds it by name.
        string native = Path.Combine(s_folder, "runtimes", "win-" + Architecture(), "native", "e_sqlite3.dll");
        if (File.Exists(native))
            LoadLibrary(native);
    }

    // Only for requests of the module itself. Requests of other modules for the same name are left to them.
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
