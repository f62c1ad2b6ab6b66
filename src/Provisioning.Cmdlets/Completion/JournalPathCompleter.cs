using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the path of the default journal, and then file names as PowerShell does.</summary>
public sealed class JournalPathCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        new[] { Completions.Of(JournalPlace.Choose(asked: null).Text, "the journal that is used by default") }.Matching(wordToComplete)
            .Concat(CompletionCompleters.CompleteFilename(wordToComplete ?? string.Empty));
}
