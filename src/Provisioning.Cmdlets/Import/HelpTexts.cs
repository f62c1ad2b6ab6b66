using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace Provisioning.Cmdlets.Import;

/// <summary>The descriptions of parameters in the module's help file.</summary>
internal static class HelpTexts
{
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";

    private static readonly Lazy<Dictionary<string, string>> s_texts = new(Read);

    /// <summary>The module's folder: the assembly is in a folder below it, for its framework.</summary>
    public static string ModuleBase => Path.GetDirectoryName(Path.GetDirectoryName(typeof(HelpTexts).Assembly.Location)) ?? string.Empty;

    /// <summary>Returns the description; null if the help is missing.</summary>
    public static string? Of(string command, string parameter) => s_texts.Value.TryGetValue(Key(command, parameter), out string? text) ? text : null;

    private static string Key(string command, string parameter) => $"{command} -{parameter}";

    private static Dictionary<string, string> Read()
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var help = XDocument.Load(Path.Combine(ModuleBase, "en-US", "Provisioning.Cmdlets.dll-Help.xml"));
            foreach (XElement command in help.Descendants(s_command + "command"))
            {
                string name = (string?)command.Element(s_command + "details")?.Element(s_command + "name") ?? string.Empty;
                foreach (XElement parameter in command.Elements(s_command + "parameters").Elements(s_command + "parameter"))
                {
                    texts[Key(name, (string?)parameter.Element(s_maml + "name") ?? string.Empty)] = string.Join(
                        " ", parameter.Elements(s_maml + "description").Elements(s_maml + "para").Select(static para => para.Value));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or XmlException)
        {
            // A module without its help still has its columns.
        }

        return texts;
    }
}
