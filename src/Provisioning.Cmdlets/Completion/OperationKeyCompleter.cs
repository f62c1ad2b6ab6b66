using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Completion;

/// <summary>The newest keys of the journal that the command line names, else of the default one.</summary>
public sealed class OperationKeyCompleter : IArgumentCompleter
{
    private const int Most = 50;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string? path = fakeBoundParameters?["JournalPath"] as string;
        string start = (wordToComplete ?? string.Empty).Trim('\'', '"');
        try
        {
            if (!JournalArchive.Exists(path))
                return [];
            using JournalArchive journal = JournalArchive.Open(path);
            return [.. journal.List(new JournalFilter { Keys = [start + "*"], First = Most }).Select(static entry => Completions.Of(entry.Key, $"{entry.Vendor}: {entry.State}"))];
        }
        catch (VendorApiException)
        {
            // Tab must not fail; the command itself will say what is wrong with the journal.
            return [];
        }
    }
}
