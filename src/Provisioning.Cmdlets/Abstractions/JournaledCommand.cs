using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The base class of cmdlets whose operations are recorded in a journal.</summary>
/// <seealso href="about_Provisioning_Journal"/>
public abstract class JournaledCommand : VendorCommand
{
    /// <summary>
    /// The path of the journal file. Default: the path in the environment variable PROVISIONING_JOURNAL, else Provisioning/journal.db in
    /// the user's local application data.
    /// </summary>
    [Parameter]
    [Alias("JournalPath")]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? Journal { get; set; }

    /// <summary>Runs without a journal. Nothing then prevents a second run of the same input from creating customers twice.</summary>
    [Parameter]
    public SwitchParameter NoJournal { get; set; }

    /// <summary>The file that the run's first row comes from; null if the row does not say.</summary>
    private protected virtual string? Source => null;

    /// <summary>
    /// Starts a run. The journal is opened here, before anything is sent. A journal that cannot be used ends the command.
    /// </summary>
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
                    Source = Source,
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
