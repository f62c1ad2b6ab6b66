using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;

namespace Provisioning.Docs.Reading;

/// <summary>The parameters that PowerShell adds to a cmdlet that supports them.</summary>
internal static class CommonParameters
{
    public static IEnumerable<ParameterHelp> Of(CustomAttributeData cmdlet)
    {
        if (cmdlet.Named<bool>(nameof(CmdletAttribute.SupportsPaging)))
        {
            yield return Switch("IncludeTotalCount", "Returns the total number of objects before the objects.");
            yield return Number("Skip", "The number of objects to skip.", "0");
            yield return Number("First", "Maximum number of objects to return.", "all");
        }

        if (cmdlet.Named<bool>(nameof(CmdletAttribute.SupportsShouldProcess)))
        {
            bool asks = cmdlet.Named<int>(nameof(CmdletAttribute.ConfirmImpact)) == (int)ConfirmImpact.High;
            yield return Switch("WhatIf", "Shows what would happen if the cmdlet runs. The cmdlet is not run.");
            const string Prompts = "Prompts for confirmation before running the cmdlet.";
            yield return Switch("Confirm", asks ? Prompts + " This is the default; -Confirm:$false suppresses the prompt." : Prompts);
        }
    }

    private static ParameterHelp Number(string name, string text, string standard) =>
        Make(name, "UInt64", $"{text} Default: {standard}.") with { Default = standard };

    private static ParameterHelp Switch(string name, string text) =>
        Make(name, nameof(SwitchParameter), text) with { IsSwitch = true };

    private static ParameterHelp Make(string name, string type, string text) => new(name, type)
    {
        Text = Prose.Of(text),
        Uses = new Dictionary<string, ParameterUse> { [string.Empty] = new(IsMandatory: false, Position: null) },
    };
}
