using System.Collections;
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Quotes and filters completion results, for all completers.</summary>
internal static class Completions
{
    public static CompletionResult Of(string value, string toolTip)
    {
        bool isPlain = value.Length > 0
            && value.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '\\')
            && value[0] != '-';
        string text = isPlain ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
        return new CompletionResult(
            text, value.Length == 0 ? "''" : value, CompletionResultType.ParameterValue, toolTip.Length == 0 ? value : toolTip);
    }

    public static IEnumerable<CompletionResult> Matching(this IEnumerable<CompletionResult> results, string? word)
    {
        string start = (word ?? string.Empty).Trim('\'', '"');
        return results.Where(result => result.ListItemText.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The journal that is named on the command line; null if none is. A relative path is relative to the user's location, which is not the
    /// process's folder and is not passed to completers.
    /// </summary>
    public static string? JournalOf(IDictionary? bound)
    {
        if (bound?["Journal"] is not string { Length: > 0 } path)
            return null;
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("param($Path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)")
            .AddArgument(path)
            .Invoke<string>()
            .FirstOrDefault();
    }
}
