using System;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Reports;

/// <summary>A row of a report, and what is to be said of it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Row">The row.</param>
internal readonly record struct ReportRow(JournaledRun Run, RunRow Row)
{
    /// <summary>What became of the row, in a word or two.</summary>
    public string Label => Row.Status switch
    {
        RowStatus.Created => (Row.Outcome ?? Outcome.Created).ToString(),
        RowStatus.Recovered when Row.SettledBy is not null => "Settled",
        RowStatus.InDoubt => "In doubt",
        RowStatus.NotStarted => "Not sent",
        _ => Row.Status.ToString(),
    };

    /// <summary>Whether somebody has to look at it: the row did not work, and is not in doubt.</summary>
    public bool HasFailed => Row.Status is RowStatus.Failed or RowStatus.NotStarted;

    /// <summary>Whether it is not known what became of the call that this run made.</summary>
    public bool IsInDoubt => Row.Status == RowStatus.InDoubt;

    /// <summary>Whether a row that did not work was done later, or a doubt was settled.</summary>
    public bool IsOver => Row.State is not null && Row.LaterRun is not null && (IsInDoubt
        ? Row.StateNow is OperationState.Confirmed or OperationState.Removed or OperationState.Rejected or OperationState.NotSent
        : Row.StateNow is OperationState.Confirmed or OperationState.Removed);

    /// <summary>What became of the row after this run; null if nothing did.</summary>
    public string? Since => Row.State is null || Row.LaterRun is not { } later || Row.StateNow is not { } now
        ? null
        : $"{(now == OperationState.InDoubt ? "In doubt" : now.ToString())} since run {ReportText.ShortId(later)}";

    /// <summary>What to do about the row, or since when nothing is to be done any more; null if nothing ever was.</summary>
    public string? AdviceOrSince => IsOver ? Since + ". Nothing is to be done." : Advice;

    /// <summary>What to do about the row; null if nothing is to be done.</summary>
    public string? Advice => IsOver || Row.Error is null
        ? null
        : Row is { SettledBy: { } person }
            ? $"{person} settled it as not done. Run the row again if the customer is still wanted."
        : IsInDoubt
            ? DoubtAdvice.Of(Row, Run.Journal)
            : Enum.TryParse(Row.Error, out ProvisioningError error) && Enum.IsDefined(typeof(ProvisioningError), error)
                ? ErrorAdvice.Of(error)
                : null;
}
