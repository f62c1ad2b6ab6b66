using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;

namespace Provisioning.Docs.Reading;

/// <summary>The parameters that PowerShell adds to a cmdlet that asks for them.</summary>
internal static class CommonParameters
{
    public static IEnumerable<ParameterHelp> Of(CustomAttributeData cmdlet)
    {
        if (cmdlet.Named<bool>(nameof(CmdletAttribute.SupportsPaging)))
        {
            yield return Switch("IncludeTotalCount", "Gives the number of objects before the objects themselves.");
            yield return Number("Skip", "Passes over so many objects.", "0");
            yield return Number("First", "Gives at most so many objects.", "all");
        }

        if (cmdlet.Named<bool>(nameof(CmdletAttribute.SupportsShouldProcess)))
        {
            bool asks = cmdlet.Named<int>(nameof(CmdletAttribute.ConfirmImpact)) == (int)ConfirmImpact.High;
            yield return Switch("WhatIf", "Shows what would be done, and does nothing.");
            yield return Switch("Confirm", asks ? "Asks before anything is done: here by default. -Confirm:$false does not ask." : "Asks before anything is done.");
        }
    }

    private static ParameterHelp Number(string name, string text, string standard) => Make(name, "UInt64", $"{text} Default: {standard}.") with { Default = standard };

    private static ParameterHelp Switch(string name, string text) => Make(name, nameof(SwitchParameter), text) with { IsSwitch = true };

    private static ParameterHelp Make(string name, string type, string text) => new(name, type)
    {
        Text = Prose.Of(text),
        Uses = new Dictionary<string, ParameterUse> { [string.Empty] = new(IsMandatory: false, Position: null) },
    };
}
