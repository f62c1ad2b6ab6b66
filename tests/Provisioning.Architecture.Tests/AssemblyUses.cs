using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Provisioning.Architecture.Tests;

/// <summary>Reads from a compiled assembly which namespaces use which.</summary>
internal static class AssemblyUses
{
    private static readonly Regex s_typeName = new(@"(\w+(?:\.\w+)*)\.(\w+)", RegexOptions.CultureInvariant);

    /// <summary>All uses of namespaces under a root by others under it.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="root">The namespace that all namespaces of interest begin with.</param>
    public static IReadOnlyList<Use> Read(string path, string root)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { InMemory = true });
        return [.. assembly.MainModule.GetTypes().SelectMany(type => UsesOf(type, root)).Distinct()];
    }

    private static IEnumerable<Use> UsesOf(TypeDefinition type, string root)
    {
        string from = NamespaceOf(type);
        if (!IsUnder(from, root))
            yield break;
        foreach ((TypeReference named, string where) in Named(type))
        {
            foreach (TypeReference part in Parts(named))
            {
                string to = NamespaceOf(part);
                if (to != from && IsUnder(to, root))
                    yield return new Use(from, to, $"{Outermost(type).Name}{where} names {part.Name}");
            }
        }
    }

    private static bool IsUnder(string name, string root) => name == root || name.StartsWith(root + ".", System.StringComparison.Ordinal);

    /// <summary>What a type names in its own declaration and in its members.</summary>
    private static IEnumerable<(TypeReference Type, string Where)> Named(TypeDefinition type)
    {
        if (type.BaseType is not null)
            yield return (type.BaseType, "");
        foreach (InterfaceImplementation implemented in type.Interfaces)
            yield return (implemented.InterfaceType, "");
        foreach (TypeReference named in Constraints(type).Concat(Attributes(type)))
            yield return (named, "");
        foreach (FieldDefinition field in type.Fields)
        {
            foreach (TypeReference named in Attributes(field).Prepend(field.FieldType))
                yield return (named, "." + field.Name);
        }

        foreach (TypeReference named in type.Properties.SelectMany(Attributes).Concat(type.Events.SelectMany(Attributes)))
            yield return (named, "");
        foreach (MethodDefinition method in type.Methods)
        {
            foreach (TypeReference named in Signature(method).Concat(Body(method)))
                yield return (named, "." + method.Name);
        }
    }

    private static IEnumerable<TypeReference> Signature(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(static parameter => parameter.ParameterType),
        .. method.Parameters.SelectMany(Attributes),
        .. Constraints(method),
        .. Attributes(method),
        .. method.Overrides.Select(static overridden => overridden.DeclaringType),
    ];

    private static IEnumerable<TypeReference> Body(MethodDefinition method)
    {
        if (!method.HasBody)
            yield break;
        foreach (VariableDefinition variable in method.Body.Variables)
            yield return variable.VariableType;
        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            if (handler.CatchType is not null)
                yield return handler.CatchType;
        }

        foreach (TypeReference named in method.Body.Instructions.SelectMany(static instruction => Operand(instruction.Operand)))
            yield return named;
    }

    private static IEnumerable<TypeReference> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. Operand(method.ElementMethod), .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(static parameter => parameter.ParameterType)],
        CallSite site => [site.ReturnType, .. site.Parameters.Select(static parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(static parameter => parameter.Constraints).Select(static constraint => constraint.ConstraintType);

    // An attribute's arguments are read as they are stored, where types stand by name: to decode them would take the assemblies that define them.
    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.SelectMany(static attribute =>
        s_typeName.Matches(Encoding.UTF8.GetString(attribute.GetBlob()))
            .Select(static match => new TypeReference(match.Groups[1].Value, match.Groups[2].Value, null, null)).Append(attribute.AttributeType));

    /// <summary>A type with all that it is made of: <c>Task&lt;Answer[]&gt;</c> names Task and Answer.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        IModifierType modified => [.. Parts(modified.ModifierType), .. Parts(modified.ElementType)],
        FunctionPointerType function => [.. Parts(function.ReturnType), .. function.Parameters.SelectMany(static one => Parts(one.ParameterType))],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static string NamespaceOf(TypeReference type) => Outermost(type).Namespace;

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }
}
