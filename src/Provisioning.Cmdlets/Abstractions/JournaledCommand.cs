using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What all cmdlets share whose calls are recorded in a journal.</summary>
/// <seealso href="about_Provisioning_Journal"/>
public abstract class JournaledCommand : VendorCommand
{
    /// <summary>The journal's file. Default: the path in the environment variable PROVISIONING_JOURNAL, else Provisioning/journal.db in the user's local application data.</summary>
    [Parameter]
    [Alias("JournalPath")]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? Journal { get; set; }

    /// <summary>Runs without a journal: nothing protects a second run of the same input from creating customers twice.</summary>
    [Parameter]
    public SwitchParameter NoJournal { get; set; }

    /// <summary>Begins a run. The journal is opened here, before anything is sent: one that cannot be used ends the command.</summary>
    private protected ProvisioningRun OpenRun(RunOptions options)
    {
        try
        {
            return ProvisioningRun.Open(
                Chosen,
                options with
                {
                    Journal = JournalParameter.Resolve(this, Journal),
                    NoJournal = NoJournal,
                    Command = MyInvocation.MyCommand?.Name,
                },
                Log);
        }
        catch (VendorApiException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, Journal));
            throw;
        }
    }
}
