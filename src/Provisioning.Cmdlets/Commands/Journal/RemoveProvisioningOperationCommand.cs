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
/// <para>
/// Removes confirmed operations that have not changed since the specified time. With -Force, operations in all other states are removed
/// too. Operations that a live run is working on are never removed. The cmdlet prompts for confirmation, because a later run of the same
/// rows creates those customers again.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A journal with a million operations works as well as a small one: remove operations to keep the journal tidy, not to speed it up. Copy
/// the file first if you may need the record.
/// </para>
/// </notes>
/// <example>
/// <para>See how many operations are older than 90 days</para>
/// <code>
/// Remove-ProvisioningOperation -OlderThan 90 -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Remove operations that were confirmed before a date, without a prompt</para>
/// <code>
/// Remove-ProvisioningOperation -OlderThan 2026-01-01 -Confirm:$false -Verbose
/// </code>
/// </example>
/// <example>
/// <para>Remove all operations from the journal of a trial</para>
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
    /// <summary>
    /// Removes only operations that last changed before this time: a date, text in ISO 8601 (UTC if it has no time zone), or an age: a number
    /// of days, 2w, 1d, 12h or 30m (weeks, days, hours, minutes), a time span, or the words today and yesterday, which mean midnight on this
    /// computer. Required.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AgeCell]
    [AllowNull]
    public DateTimeOffset? OlderThan
    {
        get;
        set => field = RequireRead(value, isRequired: true);
    }

    /// <summary>Removes operations in all states, not only confirmed ones, and does not prompt for confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WithJournal(journal =>
    {
        var filter = new OperationFilter { Before = OlderThan, States = Force ? [] : [OperationState.Confirmed] };
        long count = journal.Count(filter);
        if (count == 0)
            return;
        bool isAgreed = Force
            && !MyInvocation.BoundParameters.ContainsKey("Confirm")
            && !this.IsSwitchedOn("WhatIf", "WhatIfPreference");
        if (isAgreed || this.Approves($"{count} operations in {journal.Location}", "Remove"))
            WriteVerbose($"{journal.Remove(filter)} operations removed.");
    });
}
