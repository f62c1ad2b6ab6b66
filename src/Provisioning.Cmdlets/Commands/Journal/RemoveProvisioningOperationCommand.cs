using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Removes old operations from a journal. A later run of the same rows knows nothing of them and creates them again.</summary>
[Cmdlet(VerbsCommon.Remove, "ProvisioningOperation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveProvisioningOperationCommand : JournalCommand
{
    /// <summary>Only what last changed before this time: a date in ISO 8601, UTC where it has no zone, or a number of days.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AgeCell]
    public DateTimeOffset? OlderThan { get; set => field = RequireRead(value); }

    /// <summary>Removes operations in every state, not confirmed ones only, and does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WithJournal(journal =>
    {
        IReadOnlyList<JournalEntry> entries = journal.List(new JournalFilter { Before = OlderThan, States = Force ? [] : [OperationState.Confirmed] });
        if (entries.Count == 0)
            return;
        bool isAgreed = Force && !MyInvocation.BoundParameters.ContainsKey("Confirm") && !MyInvocation.BoundParameters.ContainsKey("WhatIf");
        if (isAgreed || ShouldProcess($"{entries.Count} operations in {journal.Path}", "Remove"))
            WriteVerbose($"{journal.Remove([.. entries.Select(static entry => entry.Id)])} operations removed.");
    });
}
