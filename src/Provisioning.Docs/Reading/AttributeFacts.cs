using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Provisioning.Docs.Reading;

/// <summary>
/// Reads attributes as data. The library that the cmdlets are compiled with only declares PowerShell's attributes, so as objects they would
/// be empty.
/// </summary>
internal static class AttributeFacts
{
    public static IEnumerable<CustomAttributeData> All<TAttribute>(this MemberInfo member)
        where TAttribute : Attribute => member.GetCustomAttributesData().Where(
            static data => data.AttributeType.IsAssignableTo(typeof(TAttribute)));

    public static bool Has<TAttribute>(this MemberInfo member)
        where TAttribute : Attribute => member.All<TAttribute>().Any();

    /// <summary>Returns the value of a named argument; the type's default if there is none.</summary>
    public static T? Named<T>(this CustomAttributeData data, string name) =>
        data.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is { } value ? (T)value : default;
}
