using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Completion;

/// <summary>Completes the names of open connections: for a vendor's cmdlet only those to that vendor.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    private static readonly ConcurrentDictionary<string, Vendor?> s_vendors = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        Vendor? vendor = s_vendors.GetOrAdd(commandName ?? string.Empty, VendorOf);
        return ConnectionTable.Current.All
            .Where(connection => vendor is null || connection.Vendor == vendor)
            .Select(static connection => Completions.Of(
                connection.Name,
                $"{connection.Vendor.Name} at {connection.BaseUri.Authority}{(connection.IsDefault ? " (default)" : string.Empty)}"))
            .Matching(wordToComplete);
    }

    // A command may be called with the name of the module before its own: Provisioning\New-CcCustomer.
    private static Vendor? VendorOf(string commandName)
    {
        string name = commandName.Substring(commandName.LastIndexOf('\\') + 1);
        Type? type = typeof(VendorCommand).Assembly.GetExportedTypes().FirstOrDefault(type =>
            !type.IsAbstract
            && typeof(VendorCommand).IsAssignableFrom(type)
            && type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet
            && $"{cmdlet.VerbName}-{cmdlet.NounName}".Equals(name, StringComparison.OrdinalIgnoreCase));
        return type is null ? null : ((VendorCommand)Activator.CreateInstance(type)!).Vendor;
    }
}
