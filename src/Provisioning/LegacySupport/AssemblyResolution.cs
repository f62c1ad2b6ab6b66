using System;
using System.IO;
using System.Reflection;

namespace Provisioning.LegacySupport;

/// <summary>
/// Finds the module's assemblies where there are no load contexts: an assembly that is not found in the requested version is loaded from the
/// module's folder in any version. It is active while at least one import of the module is.
/// </summary>
/// <param name="folder">The module's folder.</param>
internal sealed class AssemblyResolution(string folder)
{
    private readonly object _gate = new();
    private readonly string _folder = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
    private int _imports;

    /// <summary>Whether requests are answered.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Counts an import: every runspace of the process imports the module for itself.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_imports++ > 0)
                return;
            AppDomain.CurrentDomain.AssemblyResolve += Answer;
            IsActive = true;
        }
    }

    /// <summary>Counts the end of an import.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_imports == 0 || --_imports > 0)
                return;
            AppDomain.CurrentDomain.AssemblyResolve -= Answer;
            IsActive = false;
        }
    }

    /// <summary>
    /// Returns the assembly for a request of the module itself. Requests of others for the same name are left to them, and so are those of
    /// which nobody knows who makes them.
    /// </summary>
    /// <param name="requester">The assembly that asks; null if that is unknown.</param>
    /// <param name="name">The full name of the assembly that it asks for.</param>
    public Assembly? Find(Assembly? requester, string name)
    {
        // An assembly that was made in memory has no location, and .NET Framework throws if it is asked for one.
        if (requester is null || requester.IsDynamic || !requester.Location.StartsWith(_folder, StringComparison.OrdinalIgnoreCase))
            return null;
        string path = Path.Combine(_folder, new AssemblyName(name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private Assembly? Answer(object? sender, ResolveEventArgs request) => Find(request.RequestingAssembly, request.Name);
}
