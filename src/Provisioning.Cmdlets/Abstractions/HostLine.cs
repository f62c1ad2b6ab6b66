using System.Management.Automation;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Writes a line that a person must see, whatever the preferences: on the host, through the information stream.</summary>
internal static class HostLine
{
    public static void WriteHostLine(this PSCmdlet cmdlet, string line) =>
        cmdlet.WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);
}
