using System.Management.Automation;
using System.Management.Automation.Host;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>
/// Asks about each of several things that are easily agreed to by mistake, whatever $ConfirmPreference says. A person may answer once for
/// all of them. <c>-Confirm:$false</c> answers yes.
/// </summary>
internal sealed class Confirmation(PSCmdlet cmdlet)
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Whether the person agrees.</summary>
    /// <param name="question">The question.</param>
    /// <param name="caption">What it is about, in a few words.</param>
    /// <exception cref="PipelineStoppedException">The host cannot ask: <c>ConfirmationNeeded</c>.</exception>
    public bool IsGiven(string question, string caption)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given) && given is SwitchParameter { IsPresent: false })
            return true;
        try
        {
            return cmdlet.ShouldContinue(question, caption, ref _yesToAll, ref _noToAll);
        }
        catch (System.Exception exception) when (exception is HostException or PSInvalidOperationException or System.NotImplementedException)
        {
            // A host that is not interactive, such as a runbook's.
            cmdlet.ThrowTerminatingError(ErrorRecords.ConfirmationNeeded(question));
            return false;
        }
    }
}
