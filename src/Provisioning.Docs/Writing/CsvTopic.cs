using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Provisioning.Docs.Reading;

namespace Provisioning.Docs.Writing;

/// <summary>Writes the topic that lists the columns of all cmdlets that create customers.</summary>
internal static class CsvTopic
{
    public const string FileName = "about_Provisioning_CSV.help.txt";
    private const int Width = 78;
    private const string Indent = "        ";

    private const string Head = """
        TOPIC
            about_Provisioning_CSV

        SHORT DESCRIPTION
            The columns that each cmdlet reads from a CSV file, and how a cell is read.

        LONG DESCRIPTION
            Import-Csv customers.csv | New-CcCustomer works without any mapping: a
            column binds to the parameter with its name, in any order. Names are not
            case-sensitive. Columns that match no parameter are ignored, so one file
            can serve several cmdlets, and the output of one cmdlet can be piped to
            another.

            Cells are text:

            - An empty cell means that the field is not specified. It is not sent.
            - True, yes and 1, and false, no and 0 are Boolean values. They are not
              case-sensitive.
            - Numbers and dates are culture-independent. Numbers have no thousands
              separators. Dates are ISO 8601: 2027-12-31, or 2027-12-31T23:59:59Z.
              A date without a time zone is UTC. Midnight in any time zone stands
              for that day.
            - A list is split at ';'.
            - A nested object is JSON, or has flat columns of its own, such as
              primaryContactName. A flat column takes precedence over the nested
              one.
            - One of a fixed list is a name, or the vendor's number if there is one.
            - A phone number, ZIP code or ID that a spreadsheet has changed, such as
              3.51E+11 or ="0035...", is refused.

            All rules of a row are checked before it is sent, and everything that is
            wrong with the row is reported in one error. Processing continues with
            the next row. -WhatIf checks a whole file and sends nothing:

                Import-Csv customers.csv | New-CcCustomer -WhatIf

            The TargetObject of an error is the row: its number and its fields with
            the names below, without secrets. It can be exported to a CSV file again.

            On PowerShell 7, Import-Csv reads UTF-8. On Windows PowerShell 5.1, use
            -Encoding UTF8. For a file with semicolons, use -Delimiter ';'.

        FILES OF OTHER FORMS
            Import-ProvisioningCsv reads files as spreadsheets and other systems write
            them, and returns rows for the cmdlet that -For names:

                $options = @{
                    For = 'New-CcCustomer'; ColumnMap = 'map.psd1'
                    DateFormat = 'dd.MM.yyyy'; Culture = 'de-DE'
                }
                Import-ProvisioningCsv kunden.csv @options | New-CcCustomer

            - The delimiter is found by the header line: a comma, a semicolon, a tab
              or a vertical bar. The line sep=; of Excel is honored.
            - UTF-8 and UTF-16 with a byte order mark, and UTF-8 without one, are
              recognized. Another encoding must be named, such as -Encoding
              windows-1252, on every platform. The error shows which one fits.
            - The whole file is checked before the first row. A record with more
              cells than headers, a quote that is not closed, and two equal headers
              are errors.
            - The column map renames columns: @{ companyName = 'Firma' }, as a
              hashtable or in a .psd1 or .json file. The cmdlet's column comes first.
              One map can serve several cmdlets; a key that is a cmdlet's name holds
              a hashtable for that cmdlet alone. Columns that have the cmdlet's names
              need no entry.
            - -Default fills empty cells, but not rows that are empty.
            - -DateFormat reads dates, and ISO 8601 always works. -Culture reads
              numbers (1.000 in German is 1000) and words for true and false. A cell
              that cannot be read stays as it is, with a warning, and the cmdlet
              refuses its row. Numbers that a second import would change (1,234 in
              German is 1.234, which would then be 1234) are not read.
            - Columns that are left over, and required columns that are missing, are
              named in a warning. With -Strict they end the import.
            - Each row has a RowNumber, and SourceFile is the path of its file. The
              journal records the file of the run.

            The file of failed rows (-FailurePath) has the cmdlet's columns and its
            values. Correct it, and import it again with the same map and parameters.

            ConvertTo-ProvisioningRow does the same with objects, such as rows of
            Import-Excel or a database. New-ProvisioningTemplate creates a file with
            the header line of a cmdlet, and Get-ProvisioningColumn describes its
            columns:

                New-ProvisioningTemplate -For New-CcCustomer -Path customers.csv
                Get-ProvisioningColumn New-CcCustomer | Where-Object Required

        SAMPLES
            Sample files are in the module's folder:

                Get-ChildItem (Join-Path (Get-Module Provisioning).ModuleBase Examples)

        """;

    public static string Of(IEnumerable<CmdletHelp> cmdlets)
    {
        var topic = new StringBuilder(Head.ReplaceLineEndings("\n"));
        topic.Append('\n');
        CmdletHelp[] withColumns = [.. cmdlets.Where(static cmdlet => cmdlet.Request is not null)];
        foreach (CmdletHelp cmdlet in withColumns)
            Add(topic, cmdlet);
        topic.Append("SEE ALSO\n    about_Provisioning\n    about_Provisioning_Runbooks\n");
        topic.Append("    Import-ProvisioningCsv\n    ConvertTo-ProvisioningRow\n    New-ProvisioningTemplate\n    Get-ProvisioningColumn\n");
        foreach (CmdletHelp cmdlet in withColumns)
            topic.Append("    ").Append(cmdlet.Name).Append('\n');
        return topic.ToString();
    }

    private static void Add(StringBuilder topic, CmdletHelp cmdlet)
    {
        topic.Append("COLUMNS OF ").Append(cmdlet.Name).Append("\n\n");
        IReadOnlyDictionary<string, string> names = WireNames.Of(cmdlet.Request!);
        foreach (ParameterHelp column in cmdlet.Parameters.Where(static parameter => parameter.FromProperty))
        {
            topic.Append("    ").Append(names.GetValueOrDefault(column.Name, column.Name)).Append('\n');
            string text = column.Text.Plain + (column.Cell is { } cell ? " Cell: " + cell.Plain : string.Empty);
            topic.Append(TextLines.Wrap(text, Width, Indent, Indent)).Append("\n\n");
        }
    }
}
