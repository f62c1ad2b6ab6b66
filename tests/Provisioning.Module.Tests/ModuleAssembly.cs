using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace Provisioning.Module.Tests;

/// <summary>The cmdlets' build, looked at without PowerShell: types and attributes only, nothing of it is run by a cmdlet.</summary>
internal static class ModuleAssembly
{
    private static readonly AssemblyLoadContext s_context = CreateContext();

    /// <summary>The cmdlets' assembly.</summary>
    public static Assembly Cmdlets { get; } = s_context.LoadFromAssemblyPath(Path.Combine(Repository.CmdletsFolder("net8.0"), "Provisioning.Cmdlets.dll"));

    /// <summary>The core's assembly.</summary>
    public static Assembly Core { get; } = s_context.LoadFromAssemblyPath(Path.Combine(Repository.CmdletsFolder("net8.0"), "Provisioning.dll"));

    /// <summary>The classes of all cmdlets with their names.</summary>
    public static IReadOnlyList<(Type Type, string Verb, string Noun)> Commands { get; } =
    [
        .. from type in Cmdlets.GetTypes()
           let cmdlet = type.GetCustomAttributesData().FirstOrDefault(static attribute => attribute.AttributeType == typeof(CmdletAttribute))
           where cmdlet is not null
           select (type, (string)cmdlet.ConstructorArguments[0].Value!, (string)cmdlet.ConstructorArguments[1].Value!),
    ];

    /// <summary>The parameters of a cmdlet, inherited ones included.</summary>
    public static IEnumerable<PropertyInfo> Parameters(Type command) => command.GetProperties().Where(static property => ParameterAttributes(property).Any());

    /// <summary>Whether a parameter is declared with a named argument set, such as <c>ValueFromPipelineByPropertyName</c>, in any of its sets.</summary>
    public static bool Declares(PropertyInfo parameter, string argument) => ParameterAttributes(parameter)
        .Any(attribute => attribute.NamedArguments.Any(named => named.MemberName == argument && named.TypedValue.Value is true));

    // PowerShellStandard's attributes cannot be created, only read; and an overriding property takes the place of the one that it overrides.
    private static IEnumerable<CustomAttributeData> ParameterAttributes(PropertyInfo property) =>
        property.GetCustomAttributesData().Where(static attribute => attribute.AttributeType == typeof(ParameterAttribute));

    private static AssemblyLoadContext CreateContext()
    {
        var context = new AssemblyLoadContext("module under test");
        context.Resolving += static (self, name) =>
            Path.Combine(Repository.CmdletsFolder("net8.0"), name.Name + ".dll") is var path && File.Exists(path) ? self.LoadFromAssemblyPath(path) : null;
        return context;
    }
}
