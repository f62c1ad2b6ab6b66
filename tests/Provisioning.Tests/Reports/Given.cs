using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Reports;

namespace Provisioning.Tests.Reports;

/// <summary>Runs and rows to report.</summary>
internal static class Given
{
    public const string Markup = "<script>alert('x')</script> & \"**bold**\" | [link](http://evil.example) \u202E";

    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static JournaledRun Run(int rows = 0, DateTimeOffset? started = null, RunState state = RunState.Completed) => new()
    {
        Run = Guid.NewGuid(),
        State = state,
        Started = started ?? Start,
        Ended = state == RunState.Completed ? (started ?? Start).AddSeconds(100) : null,
        User = "ana",
        Computer = "work-1",
        Process = 4711,
        Command = "New-CcCustomer",
        Vendor = "CloudCockpit",
        Account = "contoso.example",
        Connection = "production",
        BaseUri = "https://api.example/",
        Created = rows,
        Recovered = 0,
        Replayed = 0,
        Existing = 0,
        Failed = 0,
        InDoubt = 0,
        NotStarted = 0,
        Journal = "/data/it's/journal.db",
    };

    public static RunRow Row(JournaledRun run, int number, RowStatus status = RowStatus.Created, string? key = null, string? error = null) => new()
    {
        Run = run.Run,
        RowNumber = number,
        Operation = "Customer.Create",
        Kind = OperationKind.Create,
        Key = key ?? $"crm-{number}",
        Status = status,
        Outcome = status switch
        {
            RowStatus.Created => Outcome.Created, RowStatus.Recovered => Outcome.Recovered, RowStatus.Replayed => Outcome.Replayed, _ => null,
        },
        State = status switch { RowStatus.Failed => OperationState.Rejected, RowStatus.InDoubt => OperationState.InDoubt, _ => OperationState.Confirmed },
        Error = error ?? status switch { RowStatus.Failed => "Rejected", RowStatus.InDoubt => "OutcomeUnknown", _ => null },
        Message = status is RowStatus.Failed or RowStatus.InDoubt ? "What happened to " + (key ?? "it") : null,
        Attempts = 1,
        Sent = Start.AddSeconds(number % 100),
        Duration = TimeSpan.FromMilliseconds(40 + (number % 50)),
        Ended = Start.AddSeconds(number % 100),
        OperationId = number,
        CorrelationId = "c-1",
        StateNow = OperationState.Confirmed,
    };

    public static RunReport Report(JournaledRun run, params RunRow[] rows) => new([run], _ => rows) { Made = Start.AddHours(1) };

    public static string Write(this RunReport report, ReportFormat format)
    {
        var text = new StringWriter();
        format.Write(report, text);
        return text.ToString();
    }

    public static IEnumerable<RunRow> Many(JournaledRun run, int count) => Enumerable.Range(1, count).Select(number => Row(
        run, number, number % 10 == 0 ? RowStatus.Failed : number % 997 == 0 ? RowStatus.InDoubt : RowStatus.Created));
}
