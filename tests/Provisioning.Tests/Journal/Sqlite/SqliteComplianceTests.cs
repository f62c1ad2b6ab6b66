using System.IO;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Journal.Sqlite;
using Provisioning.Tests.Support;

namespace Provisioning.Tests.Journal.Sqlite;

public sealed class SqliteClaimComplianceTests() : ClaimCompliance(new SqliteBench());

public sealed class SqliteForesightComplianceTests() : ForesightCompliance(new SqliteBench());

public sealed class SqliteAgainComplianceTests() : AgainCompliance(new SqliteBench());

public sealed class SqliteRemovedComplianceTests() : RemovedCompliance(new SqliteBench());

public sealed class SqliteCompletionComplianceTests() : CompletionCompliance(new SqliteBench());

public sealed class SqliteBatchComplianceTests() : BatchCompliance(new SqliteBench());

public sealed class SqliteNameComplianceTests() : NameCompliance(new SqliteBench());

public sealed class SqliteSearchComplianceTests() : SearchCompliance(new SqliteBench());

public sealed class SqliteSettleComplianceTests() : SettleCompliance(new SqliteBench());

public sealed class SqliteRemoveComplianceTests() : RemoveCompliance(new SqliteBench());

public sealed class SqliteRunRowComplianceTests() : RunRowCompliance(new SqliteBench());

public sealed class SqliteRunComplianceTests() : RunCompliance(new SqliteBench());

public sealed class SqliteUndoneComplianceTests() : UndoneCompliance(new SqliteBench());

public sealed class SqliteSecretComplianceTests() : SecretCompliance(new SqliteBench());

public sealed class SqlitePromiseComplianceTests() : PromiseCompliance(new SqliteBench());

public sealed class SqliteDamageComplianceTests() : DamageCompliance(new SqliteBench());

/// <summary>A journal in a file of a test's own.</summary>
internal sealed class SqliteBench : IStoreBench
{
    private readonly TemporaryFolder _folder = new();

    public IJournalStore Open() => SqliteJournalStore.Open(new JournalLocation(_folder.Journal), create: true);

    // The index of the log is no part of what is stored: each reader notes in it how far it reads.
    public byte[] Stored() => [.. Directory.GetFiles(_folder.Root, "journal.db*")
        .Where(static path => !path.EndsWith("-shm", System.StringComparison.Ordinal))
        .SelectMany(Files.ReadShared)];

    public void Damage(long id, RecordPart part) => Database.Execute(_folder.Journal, part switch
    {
        RecordPart.State => $"UPDATE operations SET state = 3 WHERE id = {id}",
        RecordPart.VendorId => $"UPDATE operations SET vendor_id = 'another' WHERE id = {id}",
        RecordPart.Answer => $"UPDATE operations SET answer = 'another' WHERE id = {id}",
        RecordPart.Fingerprint => $"UPDATE operations SET fingerprint = 'another' WHERE id = {id}",
        _ => $"UPDATE names SET value = 'another' WHERE operation = {id}",
    });

    public void Dispose() => _folder.Dispose();
}
