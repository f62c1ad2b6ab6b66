using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Settles operations that are in doubt, after a person has looked at the vendor's.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "ProvisioningOperation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Succeeded")]
[OutputType(typeof(JournalEntry))]
public sealed class ResolveProvisioningOperationCommand : JournalCommand
{
    /// <summary>The journal's own numbers of the operations, as Get-ProvisioningOperation gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long[] Id { get; set; } = null!;

    /// <summary>The vendor has it: it counts as confirmed and is never sent again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Succeeded")]
    public SwitchParameter Succeeded { get; set; }

    /// <summary>The id that the vendor gave it, where you know it.</summary>
    [Parameter(ParameterSetName = "Succeeded")]
    public string? VendorId { get; set; }

    /// <summary>The vendor does not have it: it counts as rejected, which a later run may try again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Failed")]
    public SwitchParameter Failed { get; set; }

    /// <summary>The vendor does not have it, and the next run shall send it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Retry")]
    public SwitchParameter Retry { get; set; }

    /// <summary>Gives the settled operations to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WithJournal(journal =>
    {
        OperationState state = ParameterSetName switch
        {
            "Failed" => OperationState.Rejected,
            "Retry" => OperationState.NotSent,
            _ => OperationState.Confirmed,
        };
        foreach (JournalEntry entry in journal.List(new JournalFilter { Ids = Id }))
        {
            if (!ShouldProcess($"{entry.Vendor} {entry.Operation} '{entry.Key}'", $"Settle as {state}"))
                continue;
            if (!journal.Settle(entry.Id, state, VendorId))
                WriteError(ErrorRecords.BadCall("NotInDoubt", $"The operation {entry.Id} ('{entry.Key}') is {entry.State}{(entry.IsHeld ? ", and a live run is working on it" : string.Empty)}: only what is in doubt can be settled.", entry));
            else if (PassThru)
                WriteObject(journal.List(new JournalFilter { Ids = [entry.Id] }), enumerateCollection: true);
        }
    });
}
