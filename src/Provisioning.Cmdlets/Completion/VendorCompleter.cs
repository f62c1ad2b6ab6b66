using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Provisioning.Vendors;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the names of vendors.</summary>
public sealed class VendorCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        VendorRegistry.All.Select(static vendor => Completions.Of(vendor.Name, vendor.ConnectCommand)).Matching(wordToComplete);
}
