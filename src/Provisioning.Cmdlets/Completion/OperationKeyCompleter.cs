using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the newest keys of the journal on the command line, else of the default journal.</summary>
public sealed class OperationKeyCompleter : IArgumentCompleter
{
    private const int Most = 50;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string start = (wordToComplete ?? string.Empty).Trim('\'', '"');
        try
        {
            JournalLocation location = JournalPlace.Choose(Completions.JournalOf(fakeBoundParameters));
            if (!JournalStores.Exists(location))
                return [];
            using IJournalStore journal = JournalStores.Open(location, create: false);
            return
            [
                .. journal.List(new OperationFilter { Keys = [start + "*"], First = Most })
                    .Select(static operation => Completions.Of(operation.Key, $"{operation.Vendor}: {operation.State}")),
            ];
        }
        catch (Exception exception) when (exception is VendorApiException or RuntimeException)
        {
            // Completion must not fail. The command itself reports what is wrong with the journal.
            return [];
        }
    }
}
