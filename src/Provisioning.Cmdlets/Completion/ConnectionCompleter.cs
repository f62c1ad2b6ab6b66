using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Cmdlets.Sessions;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the names of open connections.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ConnectionTable.Current.All.Select(
            static connection => Completions.Of(connection.Name, $"{connection.Vendor.Name} at {connection.BaseUri.Authority}"))
            .Matching(wordToComplete);
}
