using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Provisioning.Loader;

/// <summary>
/// The module's own load context. Assemblies in the module's folder are loaded from there, in the versions that the module was built with,
/// whatever other modules have loaded. All other assemblies (PowerShell, the framework) are shared.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Dictionary<string, ModuleLoadContext> s_contexts = new(StringComparer.Ordinal);

    private readonly string _folder;
    private readonly ModuleLoadContext? _libraries;

    // A collectible load context skips tiered compilation, so methods are fully optimized on first use. Otherwise a few thousand rows would
    // run with unoptimized code. Nothing is ever unloaded. The libraries use another context, which is not collectible: much of their code
    // is executed once, and optimizing it would only delay the first row.
    private ModuleLoadContext(string folder, bool isForLibraries = false)
        : base("Provisioning", isCollectible: !isForLibraries)
    {
        _folder = folder;
        _libraries = isForLibraries ? null : new ModuleLoadContext(folder, isForLibraries: true);
    }

    /// <summary>
    /// Loads an assembly of the module. A second call returns the same assembly, because the types of the cmdlets must not change within a
    /// session.
    /// </summary>
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
    /// <returns>True if this process has loaded it.</returns>
    public static bool IsLoaded(string path)
    {
        lock (s_contexts)
            return s_contexts.ContainsKey(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Whether the process has loaded the loader of another version of the module.</summary>
    /// <returns>True if it has.</returns>
    public static bool HasOthers()
    {
        Assembly own = typeof(ModuleLoadContext).Assembly;
        string? name = own.GetName().Name;
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly != own && !assembly.IsDynamic && assembly.GetName().Name == name)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Makes a module export the cmdlets of an inner one. PowerShell does not do that for an assembly that the process has imported before
    /// (<c>Import-Module -Force</c>), and offers no public API for it.
    /// </summary>
    /// <param name="inner">The module that contains the cmdlets.</param>
    /// <param name="module">The module that exports them.</param>
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

    // Linux does not always say whether it uses glibc or musl. The library that loads is the right one.
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
