using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Provisioning.LegacySupport;

/// <summary>
/// What all versions of the module in this process share, whatever load contexts they are in. It holds only types of the base library,
/// because the types of each version are different ones.
/// </summary>
internal static class ProcessWide
{
    private const string Gates = "Provisioning.Journal.Gates";
    private const string Library = "Provisioning.Library.";

    /// <summary>Returns the object that everyone in this process locks who writes to a journal.</summary>
    /// <param name="journal">The full path of the journal.</param>
    public static object GateOf(string journal)
    {
        lock (Domain)
        {
            if (AppDomain.CurrentDomain.GetData(Gates) is not Dictionary<string, object> gates)
                AppDomain.CurrentDomain.SetData(Gates, gates = new Dictionary<string, object>(StringComparer.Ordinal));
            if (!gates.TryGetValue(journal, out object? gate))
                gates.Add(journal, gate = new object());
            return gate;
        }
    }

    /// <summary>
    /// Makes an assembly call the copy of a native library that the first version of the module in this process loaded. On Windows PowerShell
    /// there is nothing to do: Windows finds a library that is loaded by its name.
    /// </summary>
    /// <param name="user">The assembly.</param>
    /// <param name="library">The name of the library, as the assembly imports it.</param>
    public static void Share(Assembly user, string library)
    {
#if NET8_0_OR_GREATER
        try
        {
            NativeLibrary.SetDllImportResolver(
                user, (name, assembly, search) => name == library ? First(name, assembly, search) : IntPtr.Zero);
        }
        catch (InvalidOperationException)
        {
            // Another version of the module shares the assembly, so it has been told.
        }
#else
        _ = user;
        _ = library;
#endif
    }

    private static object Domain =>
        // Every version must lock the same object, and there is no other one that all of them have.
        AppDomain.CurrentDomain;

#if NET8_0_OR_GREATER
    private static IntPtr First(string name, Assembly assembly, DllImportSearchPath? search)
    {
        lock (Domain)
        {
            if (AppDomain.CurrentDomain.GetData(Library + name) is IntPtr known)
                return known;
            if (NativeLibrary.TryLoad(name, assembly, search, out IntPtr handle))
                AppDomain.CurrentDomain.SetData(Library + name, handle);
            return handle;
        }
    }
#endif
}
