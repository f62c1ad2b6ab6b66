using System;
using System.Management.Automation;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Which journal a command line means.</summary>
internal static class JournalParameter
{
    /// <summary>The journal that was given, else the environment's; relative paths of either begin at the user's location. Null where none is named.</summary>
    public static string? Resolve(PSCmdlet cmdlet, string? given)
    {
        string? named = string.IsNullOrEmpty(given) ? Environment.GetEnvironmentVariable(JournalPlace.Variable) : given;
        return string.IsNullOrEmpty(named) ? null : cmdlet.GetUnresolvedProviderPathFromPSPath(named);
    }
}
