using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The base class of cmdlets that manage a journal.</summary>
/// <seealso href="about_Provisioning_Journal"/>
public abstract class JournalCommand : PSCmdlet
{
    private FieldError? _refused;

    /// <summary>
    /// The path of the journal file. Default: the path in the environment variable PROVISIONING_JOURNAL, else Provisioning/journal.db in
    /// the user's local application data.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("JournalPath")]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? Journal { get; set; }

    /// <summary>The journal to use.</summary>
    private protected JournalLocation Location => JournalPlace.Choose(JournalParameter.Resolve(this, Journal));

    /// <summary>
    /// Refuses a parameter value that cannot be read. The command then ends before it does anything, with one error that says what is wrong.
    /// </summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="isRequired">Whether the value must not be empty.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The value.</returns>
    protected T RequireRead<T>(T value, bool isRequired = false, [CallerMemberName] string parameter = "")
    {
        if (UnreadCell.Take() is { } unread)
            _refused ??= new FieldError("-" + parameter, unread.Rule, unread.Text);
        else if (isRequired && value is null)
            _refused ??= new FieldError("-" + parameter, "must not be empty");
        return value;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.ShowDebugWithoutAsking();
        if (_refused is { } refused)
            ThrowTerminatingError(ErrorRecords.BadValue(refused));
    }

    /// <summary>Opens the journal for one action, and reports its errors.</summary>
    private protected void WithJournal(Action<IJournalStore> action) => WithJournal(Location, action);

    /// <summary>Opens a journal for one action, and reports its errors.</summary>
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
