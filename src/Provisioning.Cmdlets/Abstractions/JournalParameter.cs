using System;
using System.Management.Automation;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Resolves the journal of a command line.</summary>
internal static class JournalParameter
{
    /// <summary>
    /// Returns the journal that was specified, else the one in the environment variable, with paths relative to the user's location. Null
    /// if there is neither.
    /// </summary>
    public static string? Resolve(PSCmdlet cmdlet, string? given)
    {
        string? named = string.IsNullOrEmpty(given) ? Environment.GetEnvironmentVariable(JournalPlace.Variable) : given;
        return string.IsNullOrEmpty(named) ? null : cmdlet.GetUnresolvedProviderPathFromPSPath(named);
    }
}
