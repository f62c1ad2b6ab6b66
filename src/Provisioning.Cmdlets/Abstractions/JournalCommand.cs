using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What the cmdlets that work on a journal share.</summary>
/// <seealso href="about_Provisioning_Journal"/>
public abstract class JournalCommand : PSCmdlet
{
    /// <summary>The journal's file. Default: the path in the environment variable PROVISIONING_JOURNAL, else Provisioning/journal.db in the user's local application data.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? JournalPath { get; set; }

    /// <summary>The path as the file system has it; null where none was given.</summary>
    private protected string? ResolvedPath => string.IsNullOrEmpty(JournalPath) ? null : GetUnresolvedProviderPathFromPSPath(JournalPath);

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
    private protected void WithJournal(Action<JournalArchive> action)
    {
        try
        {
            using JournalArchive journal = JournalArchive.Open(ResolvedPath);
            action(journal);
        }
        catch (VendorApiException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, JournalPath));
        }
    }
}
