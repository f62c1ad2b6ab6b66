using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Runs;

/// <summary>
/// The ID of a run as people write it: a GUID in any of its forms, the 32 digits of a run's last line, or the first digits of one.
/// </summary>
internal static class RunId
{
    private const int Length = 32;

    /// <summary>Returns the digits of an ID as the journal has them; null if the text is not one.</summary>
    public static string? Digits(string text)
    {
        string digits = new([.. text.Trim().Where(static c => c is not ('-' or '{' or '}' or '(' or ')'))]);
        return digits.Length is > 0 and <= Length && digits.All(IsHex) ? digits.ToLowerInvariant() : null;
    }

    /// <summary>Finds the one run that an ID, or the beginning of one, means. Ends the command if there is none, or more than one.</summary>
    public static JournaledRun Find(IJournalStore journal, PSCmdlet cmdlet, string text)
    {
        if (Digits(text) is not { } digits)
            cmdlet.ThrowTerminatingError(RunErrors.NotARun(text));
        else
        {
            IReadOnlyList<JournaledRun> found = journal.Runs(new RunFilter { Ids = [digits], First = 2 });
            if (found.Count == 1)
                return found[0];
            cmdlet.ThrowTerminatingError(found.Count == 0
                ? RunErrors.NoSuchRun(text, journal.Location.Text)
                : RunErrors.SeveralRuns(text, journal.Location.Text));
        }

        throw new PipelineStoppedException();
    }

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
