using System;
using System.Management.Automation;
using System.Reflection;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Reads common parameters and the corresponding preference variables, and keeps -Debug from prompting.</summary>
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
            string text => Enum.TryParse(text, ignoreCase: true, out ActionPreference action)
                && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore),
            _ => false,
        };
    }

    /// <summary>
    /// With -Debug, PowerShell asks whether to continue: in every version after each warning and each verbose message, and in Windows
    /// PowerShell also after each debug message and each error. A cmdlet that calls this method first shows all messages and does not
    /// prompt, unless the session or another parameter asks for prompts.
    /// </summary>
    public static void ShowDebugWithoutAsking(this PSCmdlet cmdlet)
    {
        if (!cmdlet.HasDebugSwitch())
            return;

        // There is no public API for this. If a version of PowerShell has no such property, nothing is changed.
        ICommandRuntime runtime = cmdlet.CommandRuntime;
        if (IsInquire(runtime, "DebugPreference"))
            Set(runtime, "DebugPreference", ActionPreference.Continue);
        if (IsInquire(runtime, "VerbosePreference"))
            Set(runtime, "Verbose", true);
        if (IsInquire(runtime, "WarningPreference") && !cmdlet.IsGiven("WarningAction"))
            Set(runtime, "WarningPreference", cmdlet.SessionPreference("WarningPreference", ActionPreference.Continue));
        if (IsInquire(runtime, "ErrorAction") && !cmdlet.IsGiven("ErrorAction"))
            Set(runtime, "ErrorAction", cmdlet.SessionPreference("ErrorActionPreference", ActionPreference.Continue));
    }

    /// <summary>Calls ShouldProcess, but -Debug alone never makes it prompt.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="target">The target of the action.</param>
    /// <param name="action">The action.</param>
    /// <returns>True if the cmdlet may act.</returns>
    public static bool Approves(this PSCmdlet cmdlet, string target, string action)
    {
        if (!cmdlet.HasDebugSwitch() || cmdlet.IsGiven("Confirm") || cmdlet.IsSwitchedOn("WhatIf", "WhatIfPreference"))
            return cmdlet.ShouldProcess(target, action);

        // Before 7.6, -Debug sets $ConfirmPreference to Low for ShouldProcess, so Low means nothing here. Medium was set by the user.
        ConfirmImpact threshold = cmdlet.SessionPreference("ConfirmPreference", ConfirmImpact.High);
        if (threshold == ConfirmImpact.Low)
            threshold = ConfirmImpact.High;
        ConfirmImpact impact = cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()?.ConfirmImpact ?? ConfirmImpact.Medium;
        if (threshold != ConfirmImpact.None && impact >= threshold)
            return cmdlet.ShouldProcess(target, action);

        cmdlet.WriteVerbose($"Performing the operation \"{action}\" on target \"{target}\".");
        return true;
    }

    /// <summary>Returns whether a stream ends the command with the first record, by its parameter or by the session's preference.</summary>
    public static bool Stops(this PSCmdlet cmdlet, string parameter, string preference)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? given))
            return LanguagePrimitives.TryConvertTo(given, out ActionPreference action) && action == ActionPreference.Stop;
        return cmdlet.SessionPreference(preference, ActionPreference.Continue) == ActionPreference.Stop;
    }

    private static bool IsGiven(this PSCmdlet cmdlet, string parameter) => cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter);

    private static bool HasDebugSwitch(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("Debug", out object? given) && given is SwitchParameter { IsPresent: true };

    // A preference variable contains an enumeration value, or whatever the user assigned: mostly its name as text.
    private static T SessionPreference<T>(this PSCmdlet cmdlet, string name, T otherwise)
        where T : struct =>
        LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue(name), out T preference) ? preference : otherwise;

    private static bool IsInquire(ICommandRuntime runtime, string property) =>
        Find(runtime, property)?.GetValue(runtime) is ActionPreference.Inquire;

    private static void Set(ICommandRuntime runtime, string property, object value)
    {
        if (Find(runtime, property) is { CanWrite: true } found && found.PropertyType.IsInstanceOfType(value))
            found.SetValue(runtime, value);
    }

    private static PropertyInfo? Find(ICommandRuntime runtime, string property) =>
        runtime.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
