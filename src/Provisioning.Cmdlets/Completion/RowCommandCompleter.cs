using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Cmdlets.Import;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the names of the cmdlets that take rows.</summary>
public sealed class RowCommandCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        TargetCommand.All.Select(static command => Completions.Of(command.Name, $"{command.Name} ({command.Vendor})")).Matching(wordToComplete);
}
