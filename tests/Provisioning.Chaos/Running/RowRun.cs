using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Provisioning.Chaos.Rows;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Chaos.Running;

/// <summary>Puts rows through a run as a cmdlet does: one thread adds and takes.</summary>
internal sealed class RowRun : IDisposable
{
    private readonly ProvisioningRun _run;
    private readonly ConnectionSet _connections;
    private readonly List<RowOutcome> _outcomes = [];

    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public RowRun(string journalPath, ConnectionSet connections, RunOptions options, TimeProvider? time = null, IOperationLog? log = null)
    {
        _run = new ProvisioningRun(RunJournal.Open(journalPath, time ?? TimeProvider.System), options, log ?? SilentLog.Instance);
        _connections = connections;
    }

    /// <summary>Runs all rows to their end on a thread of its own; a journal that cannot be opened is a fatal end too, as in a cmdlet.</summary>
    public static Task<RunLog> RunAsync(
        string journalPath, ConnectionSet connections, IReadOnlyList<ChaosRow> rows, int atOnce, TimeProvider? time = null, IOperationLog? log = null) => Task.Run(() =>
    {
        try
        {
            using var run = new RowRun(journalPath, connections, new RunOptions { ThrottleLimit = atOnce }, time, log);
            return run.Run(rows);
        }
        catch (VendorApiException exception)
        {
            return new RunLog([], Completed: false, exception.Error.ToString(), exception.Message);
        }
    });

    public RunLog Run(IEnumerable<ChaosRow> rows, Action<RowOutcome>? write = null)
    {
        bool readAll = true;
        foreach (ChaosRow row in rows)
        {
            if (_run.IsStopping)
            {
                readAll = false;
                break;
            }

            _run.Add(_connections.Prepare(row));
            Drain(untilEmpty: false, write);
        }

        Drain(untilEmpty: true, write);
        return new RunLog(_outcomes, readAll && !_run.IsStopping, _run.Fatal?.Error.ToString(), _run.Fatal?.Message);
    }

    /// <summary>Ctrl+C.</summary>
    public void Stop() => _run.Stop();

    public void Dispose() => _run.Dispose();

    private void Drain(bool untilEmpty, Action<RowOutcome>? write)
    {
        while (true)
        {
            while (_run.TryTake(out RowResult? result))
            {
                RowOutcome outcome = RowOutcome.Of(result!);
                _outcomes.Add(outcome);
                write?.Invoke(outcome);
            }

            if (!_run.HasRows || (!untilEmpty && !_run.IsFull))
                return;
            _run.WaitForNext(TimeSpan.FromMilliseconds(200));
        }
    }
}
