using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What the cmdlets that work on a journal share.</summary>
/// <seealso href="about_Provisioning_Journal"/>
public abstract class JournalCommand : PSCmdlet
{
    /// <summary>The journal's file. Default: the path in the environment variable PROVISIONING_JOURNAL, else Provisioning/journal.db in the user's local application data.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("JournalPath")]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? Journal { get; set; }

    /// <summary>The journal that is meant.</summary>
    private protected JournalLocation Location => JournalPlace.Choose(JournalParameter.Resolve(this, Journal));

    /// <summary>A command-line value that cannot be read is refused at once.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The value.</returns>
    /// <exception cref="PSArgumentException">It could not be read.</exception>
    protected static T RequireRead<T>(T value, [CallerMemberName] string parameter = "") =>
        UnreadCell.Take() is { } unread ? throw new PSArgumentException($"-{parameter} {unread.Rule} (is '{unread.Text}').") : value;

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ShowDebugWithoutAsking();

    /// <summary>Opens the journal for one action, and puts its errors into words.</summary>
    private protected void WithJournal(Action<IJournalStore> action) => WithJournal(Location, action);

    /// <summary>Opens a journal for one action, and puts its errors into words.</summary>
    private protected void WithJournal(JournalLocation location, Action<IJournalStore> action)
    {
        try
        {
            using IJournalStore journal = JournalStores.Open(location, create: false);
            action(journal);
        }
        catch (VendorApiException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, location.Text));
        }
    }
}
