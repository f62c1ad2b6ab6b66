using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Provisioning.Loader;

/// <summary>
/// The module's own room in the process. What stands in its folder is loaded from there, in the versions that it was built with, whatever other
/// modules have loaded; all else (PowerShell, the framework) is everybody's.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Dictionary<string, ModuleLoadContext> s_contexts = new(StringComparer.Ordinal);

    private readonly string _folder;
    private readonly ModuleLoadContext? _libraries;

    // What the runtime could unload it compiles with all optimizations at once. All else begins with slow code, which is replaced bit by bit, and some
    // thousand rows are over by then. Nothing is ever unloaded. The libraries stay outside: much of theirs runs once, and would only hold up the first row.
    private ModuleLoadContext(string folder, bool isForLibraries = false)
        : base("Provisioning", isCollectible: !isForLibraries)
    {
        _folder = folder;
        _libraries = isForLibraries ? null : new ModuleLoadContext(folder, isForLibraries: true);
    }

    /// <summary>Loads an assembly of the module; the second time it is the same one, since the cmdlets' types must not change under a session.</summary>
    /// <param name="path">The full path of the assembly.</param>
    /// <returns>The assembly.</returns>
    public static Assembly Load(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        lock (s_contexts)
        {
            if (!s_contexts.TryGetValue(folder, out ModuleLoadContext? context))
                s_contexts[folder] = context = new ModuleLoadContext(folder);
            return context.LoadFromAssemblyPath(Path.GetFullPath(path));
        }
    }

    /// <summary>Whether an assembly was loaded by <see cref="Load(string)"/> before.</summary>
    /// <param name="path">The full path of the assembly.</param>
    /// <returns>True where this process has it.</returns>
    public static bool IsLoaded(string path)
    {
        lock (s_contexts)
            return s_contexts.ContainsKey(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>
    /// Has a module export the cmdlets of an inner one. PowerShell does not do so for an assembly that the process has imported before
    /// (<c>Import-Module -Force</c>), and offers no public way to.
    /// </summary>
    /// <param name="inner">The module that has the cmdlets.</param>
    /// <param name="module">The module that is to export them.</param>
    public static void Export(PSModuleInfo inner, PSModuleInfo module)
    {
        MethodInfo add = typeof(PSModuleInfo).GetMethod("AddExportedCmdlet", BindingFlags.Instance | BindingFlags.NonPublic)!;
        foreach (CmdletInfo cmdlet in inner.ExportedCmdlets.Values)
            add.Invoke(module, [cmdlet]);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        if (!File.Exists(path))
            return null;
        bool isOwn = assemblyName.Name!.StartsWith("Provisioning", StringComparison.Ordinal);
        return (isOwn ? this : _libraries ?? this).LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (string path in Candidates(unmanagedDllName))
        {
            if (File.Exists(path) && NativeLibrary.TryLoad(path, out IntPtr handle))
                return handle;
        }

        return IntPtr.Zero;
    }

    // Whether a Linux has glibc or musl is not always told: the one that loads is right.
    private IEnumerable<string> Candidates(string name)
    {
#pragma warning disable CA1308 // Folders are named in lower case.
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        (string[] systems, string file) = OperatingSystem.IsWindows() ? (["win"], name + ".dll")
            : OperatingSystem.IsMacOS() ? (["osx"], "lib" + name + ".dylib")
            : (new[] { "linux", "linux-musl" }, "lib" + name + ".so");
        foreach (string system in systems)
            yield return Path.Combine(_folder, "runtimes", system + "-" + architecture, "native", file);
    }
}
