using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Provisioning.Docs.Reading;

namespace Provisioning.Docs.Writing;

/// <summary>The topic that lists every column of every cmdlet that takes rows.</summary>
internal static class CsvTopic
{
    public const string FileName = "about_Provisioning_CSV.help.txt";
    private const int Width = 78;

    private const string Head = """
        TOPIC
            about_Provisioning_CSV

        SHORT DESCRIPTION
            The columns that each cmdlet reads from a CSV file, and how a cell is read.

        LONG DESCRIPTION
            Import-Csv customers.csv | New-CcCustomer works as it is: a column binds to
            the parameter of its name, in any case and in any order. A column that no
            parameter is named for is ignored, so one file may serve several cmdlets,
            and what one cmdlet gives may be piped into the next.

            Cells are text:

            - An empty cell is not given, and what is not given is not sent.
            - True, yes and 1, false, no and 0 are booleans, in any case.
            - Numbers have no separators, and dates are ISO 8601: 2027-12-31, or
              2027-12-31T23:59:59Z. A date without a zone is UTC. The culture of the
              machine does not matter.
            - A list splits at ';'.
            - A nested object is JSON, or has flat columns of its own (such as
              primaryContactName). A flat column goes before the nested one.
            - A closed set takes a name, or the vendor's number where it has one.

            All rules of a row are checked before anything is sent, and all that is
            wrong with it is reported in one error. The rows after it go on. -WhatIf
            checks a whole file and sends nothing:

                Import-Csv customers.csv | New-CcCustomer -WhatIf

            An error's TargetObject is the row: its number and its fields under the
            names below, without secrets, so that it exports to a CSV again.

            UTF-8 is what Import-Csv reads on PowerShell 7. On Windows PowerShell 5.1
            give -Encoding UTF8. For a file with semicolons give -Delimiter ';'.

            Sample files stand in the module's folder:

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
            Wrap(topic, column.Text.Plain + (column.Cell is { } cell ? " Cell: " + cell.Plain : string.Empty), indent: 8);
            topic.Append('\n');
        }
    }

    private static void Wrap(StringBuilder topic, string text, int indent)
    {
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                topic.Append('\n');
                column = 0;
            }

            topic.Append(column == 0 ? new string(' ', indent) : " ").Append(word);
            column = (column == 0 ? indent : column + 1) + word.Length;
        }

        topic.Append('\n');
    }
}
