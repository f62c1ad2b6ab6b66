using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>The one pump that rows go through: what it reads, and when it gives results.</summary>
public sealed class ProvisioningRunPumpTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly SandboxFixture _sandbox;
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection;
    private int _read;

    public ProvisioningRunPumpTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
        _connection = Make.Reseller(sandbox.Reseller);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_rows_however_many_are_on_their_way()
    {
        _sandbox.Server.Faults.Plan = new FaultPlan { Rates = new Dictionary<string, double> { ["throttle429"] = 0.3 } };
        using Connection connection = Make.Reseller(_sandbox.Reseller, Make.Options with { MaximumRetryCount = 30 });
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 16 });

        List<RowResult> results = await run.RunAsync(SourceAsync(1000, connection)).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 1000).Select(Key), results.Select(static result => result.Operation.Key));
        Assert.All(results, static result => Assert.Equal(Outcome.Created, result.Resource!.Outcome));
        Assert.Equal(1000, run.Statistics.Created);
    }

    [Fact]
    public async Task The_source_is_not_read_further_than_the_window_while_the_first_row_is_out()
    {
        using var server = WireServer.Start(WireAnswer.Hang);
        using Connection silent = Make.Reseller(server.BaseAddress);
        var options = new RunOptions { ThrottleLimit = 2, Grace = TimeSpan.Zero };
        using ProvisioningRun run = Rows.Start(options: options);
        await using IAsyncEnumerator<RowResult> results = run.RunAsync(SourceAsync(10_000, silent)).GetAsyncEnumerator();

        Task<bool> first = results.MoveNextAsync().AsTask();
        await Eventually.IsTrueAsync(() => Volatile.Read(ref _read) >= options.Window);
        await Task.Delay(100);

        Assert.False(first.IsCompleted);
        Assert.Equal(options.Window, Volatile.Read(ref _read));
        run.Stop();
        Assert.True(await first.SoonAsync());
    }

    [Fact]
    public async Task A_reader_that_takes_no_results_has_no_more_rows_read()
    {
        var options = new RunOptions { ThrottleLimit = 2 };
        using ProvisioningRun run = Rows.Start(options: options);
        await using IAsyncEnumerator<RowResult> results = run.RunAsync(SourceAsync(2000)).GetAsyncEnumerator();
        for (int taken = 0; taken < 5; taken++)
            Assert.True(await results.MoveNextAsync());

        int read = Volatile.Read(ref _read);
        await Task.Delay(100);

        Assert.InRange(read, 5, 5 + options.Window);
        Assert.Equal(read, Volatile.Read(ref _read));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_slow_source_sees_the_result_of_a_row_before_it_gives_the_next(bool withJournal)
    {
        var source = Channel.CreateUnbounded<PreparedOperation>();
        using ProvisioningRun run = Rows.Start(withJournal ? _folder.Journal : null);
        await using IAsyncEnumerator<RowResult> results = run.RunAsync(source.Reader.ReadAllAsync()).GetAsyncEnumerator();
        for (int row = 0; row < 3; row++)
        {
            source.Writer.TryWrite(Row(row));
            Assert.True(await results.MoveNextAsync().AsTask().SoonAsync());
            Assert.Equal((Key(row), Outcome.Created), (results.Current.Operation.Key, results.Current.Resource!.Outcome));
        }

        source.Writer.Complete();
        Assert.False(await results.MoveNextAsync().AsTask().SoonAsync());
    }

    [Fact]
    public async Task A_row_that_breaks_rules_comes_out_in_its_place_without_a_call()
    {
        using ProvisioningRun run = Rows.Start(_folder.Journal);
        PreparedOperation[] rows = [Row(0), Row(1).Refused(new VendorApiException(ProvisioningError.RuleViolation, "bad")), Row(2)];

        List<RowResult> results = await run.RunAsync(rows.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal([null, ProvisioningError.RuleViolation, null], results.Select(static result => result.Error?.Error));
        Assert.Equal(2, _sandbox.Server.State.Calls);
        Assert.Equal(2, Journals.Entries(_folder.Journal).Count);
    }

    [Fact]
    public async Task Without_rows_there_are_no_results()
    {
        using ProvisioningRun run = Rows.Start(_folder.Journal);

        Assert.Empty(await run.RunAsync(SourceAsync(0)).ToListAsync());
        Assert.Equal((0, 0), (run.Statistics.Done, run.Statistics.Failed));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_begins_nothing_new_and_gives_out_every_row_that_it_read()
    {
        _sandbox.Server.Faults.Plan = new FaultPlan { LatencyMs = 300 };
        using var cancel = new CancellationTokenSource();
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 2 });
        Task<List<RowResult>> running = run.RunAsync(SourceAsync(10_000), cancel.Token).ToListAsync().AsTask();
        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls >= 2);

        await cancel.CancelAsync();
        List<RowResult> results = await running.SoonAsync();

        Assert.Equal(Volatile.Read(ref _read), results.Count);
        Assert.Equal(_sandbox.Server.State.Created, results.Count(static result => result.Resource is not null));
        Assert.InRange(_sandbox.Server.State.Calls, 2, 4);
        Assert.True(results.Count(static result => result.WasNotStarted) > 200);
        Assert.DoesNotContain(Journals.Entries(_folder.Journal), static entry => entry.State is OperationState.Sending or OperationState.InDoubt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_is_cancelled_does_not_wait_for_a_source_that_gives_nothing(bool sourceHeeds)
    {
        using var cancel = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        async IAsyncEnumerable<PreparedOperation> OneAndThenSilence([EnumeratorCancellation] CancellationToken token = default)
        {
            yield return Row(0);
            await never.Task.WaitAsync(sourceHeeds ? token : CancellationToken.None);
        }

        using ProvisioningRun run = Rows.Start();
        await using IAsyncEnumerator<RowResult> results = run.RunAsync(OneAndThenSilence(), cancel.Token).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());
        Task<bool> next = results.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);

        await cancel.CancelAsync();

        Assert.False(await next.SoonAsync());
        never.SetResult();
    }

    [Fact]
    public async Task An_error_that_ends_the_run_ends_the_reading_too()
    {
        using Connection wrong = Make.Reseller(_sandbox.Reseller, password: "wrong");
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 });

        List<RowResult> results = await run.RunAsync(SourceAsync(100_000, wrong)).ToListAsync();

        Assert.Equal(ProvisioningError.CredentialsRefused, run.Fatal!.Error);
        Assert.Equal(Volatile.Read(ref _read), results.Count);
        Assert.InRange(results.Count, 1, 1000);
        Assert.Single(results, static result => result.Error?.Error == ProvisioningError.CredentialsRefused);
        Assert.All(results.Skip(2), static result => Assert.True(result.WasNotStarted));
        Assert.InRange(_sandbox.Server.State.Calls, 0, 1);
    }

    [Fact]
    public async Task An_error_that_ends_the_run_is_not_held_back_by_a_slow_source()
    {
        using Connection wrong = Make.Reseller(_sandbox.Reseller, password: "wrong");
        var source = Channel.CreateUnbounded<PreparedOperation>();
        source.Writer.TryWrite(Row(0, wrong));
        using ProvisioningRun run = Rows.Start();

        List<RowResult> results = await run.RunAsync(source.Reader.ReadAllAsync()).ToListAsync().AsTask().SoonAsync();

        Assert.Equal(ProvisioningError.CredentialsRefused, Assert.Single(results).Error!.Error);
        Assert.NotNull(run.Fatal);
    }

    [Fact]
    public async Task A_source_that_fails_hands_its_error_on_and_what_was_sent_is_recorded()
    {
        async IAsyncEnumerable<PreparedOperation> Failing()
        {
            for (int row = 0; row < 5; row++)
                yield return Row(row);
            await Task.Yield();
            throw new InvalidOperationException("the file is gone");
        }

        using (ProvisioningRun run = Rows.Start(_folder.Journal))
        {
            InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
                async () => await run.RunAsync(Failing()).ToListAsync());
            Assert.Equal("the file is gone", error.Message);
        }

        IReadOnlyList<JournaledOperation> entries = Journals.Entries(_folder.Journal);
        Assert.Equal(_sandbox.Server.State.Created, entries.Count(static entry => entry.State == OperationState.Confirmed));
        Assert.DoesNotContain(entries, static entry => entry.State is OperationState.Sending or OperationState.InDoubt);
    }

    [Fact]
    public async Task A_reader_that_leaves_early_ends_the_reading_and_what_was_sent_is_recorded()
    {
        bool isDisposed = false;
        async IAsyncEnumerable<PreparedOperation> Source()
        {
            try
            {
                await foreach (PreparedOperation row in SourceAsync(100_000))
                    yield return row;
            }
            finally
            {
                isDisposed = true;
            }
        }

        using (ProvisioningRun run = Rows.Start(_folder.Journal))
            Assert.Equal(3, (await run.RunAsync(Source()).Take(3).ToListAsync()).Count);

        Assert.True(isDisposed);
        Assert.InRange(Volatile.Read(ref _read), 3, 1000);
        Assert.Equal(_sandbox.Server.State.Created, Journals.Entries(_folder.Journal).Count(static entry => entry.State == OperationState.Confirmed));
    }

    private static string Key(int row) => $"customer-{row}";

    private PreparedOperation Row(int row, Connection? connection = null) => Make.Row(connection ?? _connection, Make.CustomerUser(Key(row)));

    private async IAsyncEnumerable<PreparedOperation> SourceAsync(int count, Connection? connection = null)
    {
        for (int row = 0; row < count; row++)
        {
            if (row % 100 == 99)
                await Task.Yield();
            Interlocked.Increment(ref _read);
            yield return Row(row, connection);
        }
    }
}
