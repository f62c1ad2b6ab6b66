using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Rows;

/// <summary>Reads an approved plan: the rows themselves, or the file that Export-Clixml wrote of them.</summary>
/// <param name="cmdlet">The command with the plan.</param>
internal sealed class PlanReader(PSCmdlet cmdlet)
{
    /// <summary>Reads a plan.</summary>
    /// <param name="given">Rows of a plan, as they are or deserialized, and paths of files.</param>
    /// <exception cref="PipelineStoppedException">It is no plan: <c>NotAPlan</c>.</exception>
    public ApprovedPlan Read(IEnumerable<object?> given)
    {
        PlannedRow[] rows = [.. given.SelectMany(ReadItem)];
        if (rows.Length == 0)
            throw Refuse("it has no rows.");
        return new ApprovedPlan(rows);
    }

    // Export-Clixml -InputObject keeps the rows as one list.
    private IEnumerable<PlannedRow> ReadItem(object? item) => CellAttribute.Unwrap(item) switch
    {
        FileInfo file => ReadFile(file.FullName).SelectMany(ReadRows),
        string path => ReadFile(cmdlet.GetUnresolvedProviderPathFromPSPath(path)).SelectMany(ReadRows),
        _ => ReadRows(item),
    };

    private IEnumerable<PlannedRow> ReadRows(object? item) => CellAttribute.Unwrap(item) is IList list
        ? list.Cast<object?>().Select(ReadRow)
        : [ReadRow(item)];

    private Collection<PSObject> ReadFile(string path)
    {
        if (!File.Exists(path))
            throw Refuse($"there is no file '{path}'.");
        try
        {
            return cmdlet.InvokeCommand.InvokeScript("Microsoft.PowerShell.Utility\\Import-Clixml -LiteralPath $args[0]", path);
        }
        catch (Exception exception) when (exception is RuntimeException or System.Xml.XmlException or IOException)
        {
            throw Refuse($"'{path}' is not a file of Export-Clixml: {exception.Message}");
        }
    }

    private PlannedRow ReadRow(object? item)
    {
        if (CellAttribute.Unwrap(item) is PlannedRow row)
            return row;
        if (item is PSObject properties
            && int.TryParse(Text(properties, nameof(PlannedRow.RowNumber)), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && Enum.TryParse(Text(properties, nameof(PlannedRow.Action)), out PlannedAction action)
            && Text(properties, nameof(PlannedRow.Digest)) is { Length: > 0 } digest
            && Uri.TryCreate(Text(properties, nameof(PlannedRow.BaseUri)), UriKind.Absolute, out Uri? address))
        {
            return new PlannedRow
            {
                RowNumber = number,
                Action = action,
                Digest = digest,
                BaseUri = address.AbsoluteUri,
                Vendor = Text(properties, nameof(PlannedRow.Vendor)) ?? string.Empty,
                Operation = Text(properties, nameof(PlannedRow.Operation)) ?? string.Empty,
                Account = Text(properties, nameof(PlannedRow.Account)) is { Length: > 0 } account ? account : null,
                Key = Text(properties, nameof(PlannedRow.Key)),
            };
        }

        throw Refuse("an item is not a row of a plan, as -Plan returns them.");
    }

    private static string? Text(PSObject item, string property) => item.Properties[property]?.Value is { } value
        ? LanguagePrimitives.ConvertTo<string>(value)
        : null;

    private PipelineStoppedException Refuse(string why)
    {
        cmdlet.ThrowTerminatingError(ErrorRecords.BadCall("NotAPlan", $"-ApprovedPlan is not a plan: {why} Nothing was sent."));
        return new PipelineStoppedException();
    }
}
