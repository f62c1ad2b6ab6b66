using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes country codes, by the start of the code or of the country's name.</summary>
public sealed class CountryCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return CountryCodes.Names
            .Where(country => country.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                || (word.Length > 1 && country.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            .Select(static country => new CompletionResult(country.Key, country.Key, CompletionResultType.ParameterValue, country.Value));
    }
}
