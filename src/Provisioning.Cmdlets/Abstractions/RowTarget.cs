using System.Collections.Generic;
using System.Management.Automation;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The TargetObject of a row's error: its number and its fields, flat and without secrets, with names that bind again.</summary>
internal static class RowTarget
{
    public const string TypeName = "Provisioning.Request";

    public static PSObject Of(PreparedOperation operation)
    {
        var target = new PSObject();
        target.TypeNames.Insert(0, TypeName);
        target.Properties.Add(new PSNoteProperty("RowNumber", operation.Row));
        foreach (KeyValuePair<string, object> field in operation.VisibleFields)
            target.Properties.Add(new PSNoteProperty(FlatName.Of(field.Key), FieldText.Of(field.Value)));
        return target;
    }
}
