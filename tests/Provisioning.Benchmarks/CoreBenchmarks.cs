using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Benchmarks;

/// <summary>The core's own parts, one by one: <c>dotnet run -c Release --project tests/Provisioning.Benchmarks -- --filter '*'</c>.</summary>
[MemoryDiagnoser]
public class CoreBenchmarks
{
    private const int Gathered = 64;

    private readonly Connection _connection = BenchRows.Connect(new Uri("http://127.0.0.1:1/"));
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "provisioning-bench-" + Guid.NewGuid().ToString("N"));
    private readonly string _answer = """{"status":0,"customerId":"0123456789abcdef01234567","userId":"0123456789abcdef01234567"}""";
    private ResellerCustomerUserRequest _request = null!;
    private PreparedOperation _operation = null!;
    private RunJournal _journal = null!;
    private int _next;

    /// <summary>Opens a journal and makes a request.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Directory.CreateDirectory(_folder);
        var location = new JournalLocation(Path.Combine(_folder, "journal.db"));
        RunRecord run = RunDescription.Of(_connection, new RunOptions(), TimeProvider.System);
        _journal = RunJournal.Open(location, () => JournalStores.Open(location, create: true), run, account: null, TimeProvider.System);
        _request = BenchRows.Request("bench", 1);
        _operation = BenchRows.Prepare(_connection, "bench", 1);
    }

    /// <summary>Closes the journal.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _journal.Dispose();
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>All rules of one row.</summary>
    [Benchmark]
    public int CheckRules() => ResellerOperations.CreateCustomerUser.Check(_request).Count;

    /// <summary>One body, as it goes over the wire.</summary>
    [Benchmark]
    public int EncodeBody() => _operation.EncodeBody()!.Length;

    /// <summary>What tells whether two rows ask for the same.</summary>
    [Benchmark]
    public string Fingerprint() => BenchRows.Prepare(_connection, "bench", 1).Fingerprint;

    /// <summary>One answer, parsed and judged.</summary>
    [Benchmark]
    public Delivery ReadAnswer()
    {
        (Newtonsoft.Json.Linq.JToken? json, string? problem) = AnswerReader.Parse(_answer);
        return ResellerOperations.CreateCustomerUser.ReadSuccess(new Answer(200, _answer, json, problem)).Delivery;
    }

    /// <summary>Intents that have gathered, committed in one go; each figure is for one row.</summary>
    /// <returns>Nothing.</returns>
    [Benchmark(OperationsPerInvoke = Gathered)]
    public Task CommitIntents()
    {
        var claims = new List<Task>(Gathered);
        for (int row = 0; row < Gathered; row++)
        {
            PreparedOperation operation = BenchRows.Prepare(_connection, "bench", ++_next);
            claims.Add(_journal.ClaimAsync(IntentMapping.IntentOf(operation, IntentMapping.ScopeOf(operation, operation.Connection.Account),
                _journal.Run, new RunOptions())));
        }

        return Task.WhenAll(claims);
    }
}
