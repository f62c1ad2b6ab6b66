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
