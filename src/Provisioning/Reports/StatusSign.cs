using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>A sign for each status, because not everybody sees colors, and paper may have none.</summary>
internal static class StatusSign
{
    public static string Of(RowStatus status) => status switch
    {
        RowStatus.Created => "\u2713",
        RowStatus.Recovered => "\u21BA",
        RowStatus.Replayed => "=",
        RowStatus.Existing => "\u2261",
        RowStatus.Failed => "\u2715",
        RowStatus.InDoubt => "?",
        RowStatus.NotStarted => "\u25CB",
        _ => "\u2026",
    };

    /// <summary>The style of the page that colors a status.</summary>
    public static string StyleOf(RowStatus status) => status switch
    {
        RowStatus.Created => "ok",
        RowStatus.Recovered or RowStatus.Existing => "again",
        RowStatus.Failed => "bad",
        RowStatus.InDoubt => "doubt",
        _ => "idle",
    };
}
