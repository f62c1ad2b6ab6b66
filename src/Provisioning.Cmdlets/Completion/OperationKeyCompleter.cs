using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Completion;

/// <summary>The newest keys of the journal that the command line names, else of the default one.</summary>
public sealed class OperationKeyCompleter : IArgumentCompleter
{
    private const int Most = 50;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string start = (wordToComplete ?? string.Empty).Trim('\'', '"');
        try
        {
            JournalLocation location = JournalPlace.Choose(fakeBoundParameters?["Journal"] is string { Length: > 0 } named ? Resolve(named) : null);
            if (!JournalStores.Exists(location))
                return [];
            using IJournalStore journal = JournalStores.Open(location, create: false);
            return [.. journal.List(new OperationFilter { Keys = [start + "*"], First = Most }).Select(static operation => Completions.Of(operation.Key, $"{operation.Vendor}: {operation.State}"))];
        }
        catch (Exception exception) when (exception is VendorApiException or RuntimeException)
        {
            // Tab must not fail; the command itself will say what is wrong with the journal.
            return [];
        }
    }

    // A relative path begins at the user's location, which is not the process's folder; a completer is not told it.
    private static string? Resolve(string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("param($Path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)").AddArgument(path).Invoke<string>().FirstOrDefault();
    }
}
