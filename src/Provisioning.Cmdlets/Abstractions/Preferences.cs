using System;
using System.Management.Automation;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Asks for a common parameter, or the preference that stands in for it.</summary>
internal static class Preferences
{
    public static bool IsSwitchedOn(this PSCmdlet cmdlet, string parameter, string preference)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? given))
            return given is SwitchParameter { IsPresent: true };
        return cmdlet.GetVariableValue(preference) switch
        {
            bool flag => flag,
            SwitchParameter flag => flag.IsPresent,
            ActionPreference action => action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore),
            string text => Enum.TryParse(text, ignoreCase: true, out ActionPreference action) && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore),
            _ => false,
        };
    }
}
