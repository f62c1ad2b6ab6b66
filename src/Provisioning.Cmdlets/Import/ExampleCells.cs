using System;
using System.IO;
using System.Linq;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>Examples of cells, from the sample files of the module.</summary>
internal static class ExampleCells
{
    /// <summary>Returns an example of a column; null for secrets.</summary>
    public static string? Of(TargetCommand command, TargetColumn column)
    {
        if (column.Type == ColumnType.Secret)
            return null;
        foreach (string file in new[] { $"{command.Vendor}.csv".ToLowerInvariant(), "customers.csv" })
        {
            if (Find(Path.Combine(HelpTexts.ModuleBase, "Examples", file), command, column) is { } cell)
                return cell;
        }

        return column.Type switch
        {
            ColumnType.Number => "25",
            ColumnType.Boolean => "true",
            ColumnType.Date => "2027-12-31",
            ColumnType.Guid => "3fa85f64-5717-4562-b3fc-2c963f66afa6",
            ColumnType.Country => "DE",
            ColumnType.List => "contoso.example;contoso-mail.example",
            ColumnType.Skus => "23=34;12=433",
            _ => null,
        };
    }

    private static string? Find(string path, TargetCommand command, TargetColumn column)
    {
        try
        {
            using var text = new StreamReader(path);
            var reader = new CsvRecordReader(text, ',');
            int index = reader.Read()?.Cells().ToList().FindIndex(header => command.Find(header) == column) ?? -1;
            if (index < 0)
                return null;
            for (CsvRecord? record = reader.Read(); record is not null; record = reader.Read())
            {
                if (record.Cells().ElementAtOrDefault(index) is { Length: > 0 } cell)
                    return cell;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without the sample files, there are fewer examples.
        }

        return null;
    }
}
