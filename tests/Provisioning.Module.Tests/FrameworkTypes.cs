using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provisioning.Module.Tests;

/// <summary>The public types of .NET Framework 4.7.2 and the names of their members.</summary>
internal sealed class FrameworkTypes
{
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bases = new(StringComparer.Ordinal);

    public FrameworkTypes(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, "*.dll"))
        {
            using var image = new PEReader(File.OpenRead(file));
            if (image.HasMetadata)
                Read(image.GetMetadataReader());
        }
    }

    /// <summary>The full name of a type that netstandard or a framework assembly is asked for; null where it is anybody else's.</summary>
    public static string? NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) is { } outer ? outer + "+" + name : null;
            case HandleKind.AssemblyReference:
                string assembly = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
                return assembly == "netstandard" ? reader.GetString(type.Namespace) + "." + name : null;
            default:
                return null;
        }
    }

    /// <summary>Whether a type has a member of that name, its own or a base's.</summary>
    public bool HasMember(string type, string member)
    {
        for (string? current = type; current is not null; current = _bases.GetValueOrDefault(current))
        {
            if (!_members.TryGetValue(current, out HashSet<string>? members))
                return false;
            if (members.Contains(member))
                return true;
        }

        return false;
    }

    private void Read(MetadataReader reader)
    {
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            string name = NameOf(reader, type);
            if (!_members.TryGetValue(name, out HashSet<string>? members))
                _members[name] = members = new HashSet<string>(StringComparer.Ordinal);
            foreach (MethodDefinitionHandle method in type.GetMethods())
                members.Add(reader.GetString(reader.GetMethodDefinition(method).Name));
            foreach (FieldDefinitionHandle field in type.GetFields())
                members.Add(reader.GetString(reader.GetFieldDefinition(field).Name));
            if (BaseOf(reader, type) is { } parent)
                _bases[name] = parent;
        }
    }

    private static string? BaseOf(MetadataReader reader, TypeDefinition type)
    {
        switch (type.BaseType.Kind)
        {
            case HandleKind.TypeDefinition when !type.BaseType.IsNil:
                return NameOf(reader, reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType));
            case HandleKind.TypeReference when !type.BaseType.IsNil:
                TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)type.BaseType);
                return reader.GetString(reference.Namespace) + "." + reader.GetString(reference.Name);
            default:
                return null;
        }
    }

    private static string NameOf(MetadataReader reader, TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? NameOf(reader, reader.GetTypeDefinition(outer)) + "+" + reader.GetString(type.Name)
        : reader.GetString(type.Namespace) + "." + reader.GetString(type.Name);
}
