using System;
using System.Globalization;
using Provisioning.Runs;

namespace Provisioning.Chaos.Running;

/// <summary>What a run said of one row: the outcome's name or the error's, as an administrator sees it.</summary>
internal sealed record RowOutcome(int Row, string Word, int Attempts, string Message)
{
    /// <summary>The word for a row that the run did not get to.</summary>
    public const string NotStarted = "NotStarted";

    public bool IsMade => Word is nameof(Outcome.Created) or nameof(Outcome.Added) or nameof(Outcome.Recovered);

    public bool IsDone => IsMade || Word == nameof(Outcome.Replayed);

    /// <summary>Whether it says nothing of the vendor: the row was another's, or its turn did not come.</summary>
    public bool IsSilent => Word is NotStarted or nameof(ProvisioningError.HeldByAnotherRun);

    public static RowOutcome Of(RowResult result) => result switch
    {
        { WasNotStarted: true } => new RowOutcome(result.Operation.Row, NotStarted, 0, string.Empty),
        { Error: { } error } => new RowOutcome(result.Operation.Row, error.Error.ToString(), error.Attempts, error.Message),
        _ => new RowOutcome(result.Operation.Row, result.Resource!.Outcome!.Value.ToString(), result.Resource.Attempts, string.Empty),
    };

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Row}\t{Word}\t{Attempts}\t{Message.ReplaceLineEndings(" ").Replace('\t', ' ')}");

    public static RowOutcome FromLine(string line)
    {
        string[] cells = line.Split('\t');
        return new RowOutcome(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3]);
    }

    public override string ToString() => Message.Length == 0 ? Word : $"{Word} ({Message})";
}
