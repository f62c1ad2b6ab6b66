using System;
using System.Collections.Generic;
using System.IO;
using Provisioning.Docs.Reading;
using Provisioning.Docs.Writing;

namespace Provisioning.Docs;

/// <summary>Writes the generated help.</summary>
internal static class Program
{
    private const string Usage = """
        Usage: Provisioning.Docs markdown <folder>   one Markdown page per cmdlet
               Provisioning.Docs maml <file>         the file that Get-Help reads
               Provisioning.Docs topics <folder>     the generated about_ topics
        """;

    private static int Main(string[] args)
    {
        if (args is not [var what, var target] || Files(what) is not { } files)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        foreach ((string name, string text) in files)
        {
            string path = Path.GetFullPath(name.Length == 0 ? target : Path.Combine(target, name));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return 0;
    }

    private static IEnumerable<(string Name, string Text)>? Files(string what)
    {
        IReadOnlyList<CmdletHelp> cmdlets = CmdletReader.ReadAll();
        return what switch
        {
            "markdown" => MarkdownPages.Of(cmdlets),
            "maml" => [(string.Empty, Maml.Of(cmdlets))],
            "topics" => [(CsvTopic.FileName, CsvTopic.Of(cmdlets))],
            _ => null,
        };
    }
}
