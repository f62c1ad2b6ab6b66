using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the names of a fixed list, with the vendor's numbers in the tooltip.</summary>
/// <typeparam name="TEnum">The enumeration with the list.</typeparam>
public sealed class EnumCompleter<TEnum> : IArgumentCompleter
    where TEnum : struct, Enum
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Enum.GetValues(typeof(TEnum)).Cast<TEnum>().Select(
            static value => Completions.Of(value.ToString(), $"{value:D} ({value})")).Matching(wordToComplete);
}
