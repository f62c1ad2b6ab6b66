using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Provisioning.Docs.Reading;

/// <summary>
/// Attributes as the source has them. PowerShell's are only declared in the library that the cmdlets are built with: made into objects they
/// would hold nothing.
/// </summary>
internal static class AttributeFacts
{
    public static IEnumerable<CustomAttributeData> All<TAttribute>(this MemberInfo member)
        where TAttribute : Attribute => member.GetCustomAttributesData().Where(static data => data.AttributeType.IsAssignableTo(typeof(TAttribute)));

    public static bool Has<TAttribute>(this MemberInfo member)
        where TAttribute : Attribute => member.All<TAttribute>().Any();

    /// <summary>What stands behind a name in the brackets; the type's default where nothing does.</summary>
    public static T? Named<T>(this CustomAttributeData data, string name) =>
        data.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is { } value ? (T)value : default;
}
