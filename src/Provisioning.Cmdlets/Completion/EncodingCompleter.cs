using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the names of common encodings.</summary>
public sealed class EncodingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        EncodingNames.Common.Select(static name => Completions.Of(name, EncodingNames.Find(name)?.EncodingName ?? name)).Matching(wordToComplete);
}
