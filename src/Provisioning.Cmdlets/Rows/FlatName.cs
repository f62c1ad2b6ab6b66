using System;

namespace Provisioning.Cmdlets.Rows;

/// <summary>The name of a nested field as one column: the only place that knows the rule.</summary>
internal static class FlatName
{
    /// <summary><c>primaryContact.name</c> is the column <c>primaryContactName</c>; a name in Pascal case stands alone, as SafeMobi's <c>CompanyShortName</c>.</summary>
    public static string Of(string name)
    {
        int dot = name.IndexOf('.');
        if (dot < 0)
            return name;
        string parent = name.Substring(0, dot);
        string child = name.Substring(dot + 1);
        return char.IsUpper(child[0]) ? child : parent + char.ToUpperInvariant(child[0]) + child.Substring(1);
    }

    /// <summary>Whether a parameter is the flat form of a field.</summary>
    public static bool Joins(string field, string parameter) => Of(field).Equals(parameter, StringComparison.OrdinalIgnoreCase);
}
