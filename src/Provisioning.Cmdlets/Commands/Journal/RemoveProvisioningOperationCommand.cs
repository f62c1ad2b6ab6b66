using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Removes old operations from a journal.</summary>
/// <remarks>
/// <para>Removes confirmed operations that have not changed since a time; with -Force those in every other state too. What a live run works on stays. It asks before it removes: a later run of the same rows knows nothing of what was removed, and creates those customers again.</para>
/// </remarks>
/// <notes>
/// <para>A journal of a million operations works as well as a small one: clear it for the sake of order, not of speed. Copy the file first if you may need the record.</para>
/// </notes>
/// <example>
/// <para>See how much is older than 90 days</para>
/// <code>
/// Remove-ProvisioningOperation -OlderThan 90 -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Remove what was confirmed before a date, without being asked</para>
/// <code>
/// Remove-ProvisioningOperation -OlderThan 2026-01-01 -Confirm:$false -Verbose
/// </code>
/// </example>
/// <example>
/// <para>Clear the journal of a trial</para>
/// <code>
/// $journal = Join-Path (Get-Location) trial.db
/// New-QhCustomerAccount -CompanyName 'Trial customer' -Journal $journal
/// Remove-ProvisioningOperation -OlderThan 0 -Force -Journal $journal
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningOperation"/>
/// <seealso href="Resolve-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.Remove, "ProvisioningOperation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveProvisioningOperationCommand : JournalCommand
{
    /// <summary>Only what last changed before this time: a date or text in ISO 8601, UTC where it has no zone, or an age: a number of days, or a time span. Required.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AgeCell]
    [AllowNull]
    public DateTimeOffset? OlderThan { get; set => field = RequireRead(value) ?? throw new PSArgumentException("-OlderThan must not be empty."); }

    /// <summary>Removes operations in every state, not confirmed ones only, and does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WithJournal(journal =>
    {
        var filter = new OperationFilter { Before = OlderThan, States = Force ? [] : [OperationState.Confirmed] };
        long count = journal.Count(filter);
        if (count == 0)
            return;
        bool isAgreed = Force && !MyInvocation.BoundParameters.ContainsKey("Confirm") && !this.IsSwitchedOn("WhatIf", "WhatIfPreference");
        if (isAgreed || this.Approves($"{count} operations in {journal.Location}", "Remove"))
            WriteVerbose($"{journal.Remove(filter)} operations removed.");
    });
}
