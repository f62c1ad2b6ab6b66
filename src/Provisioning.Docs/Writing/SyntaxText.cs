using System.Linq;
using Provisioning.Docs.Reading;

namespace Provisioning.Docs.Writing;

/// <summary>Formats a syntax in PowerShell's notation.</summary>
internal static class SyntaxText
{
    public static string Of(string cmdlet, SyntaxHelp syntax) =>
        string.Join(
            "\n    ",
            syntax.Parameters
                .Select(parameter => Of(parameter, parameter.UseIn(syntax.SetName)!))
                .Append("[<CommonParameters>]")
                .Prepend(cmdlet));

    private static string Of(ParameterHelp parameter, ParameterUse use)
    {
        string name = use.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string text = parameter.IsSwitch ? name : $"{name} <{parameter.Type}>";
        return use.IsMandatory ? text : $"[{text}]";
    }
}
