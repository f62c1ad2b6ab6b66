using System.IO;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Journal.Sqlite;
using Provisioning.Tests.Support;

namespace Provisioning.Tests.Journal.Sqlite;

public sealed class SqliteClaimComplianceTests() : ClaimCompliance(new SqliteBench());

public sealed class SqliteCompletionComplianceTests() : CompletionCompliance(new SqliteBench());

public sealed class SqliteBatchComplianceTests() : BatchCompliance(new SqliteBench());

public sealed class SqliteNameComplianceTests() : NameCompliance(new SqliteBench());

public sealed class SqliteSearchComplianceTests() : SearchCompliance(new SqliteBench());

public sealed class SqliteSettleComplianceTests() : SettleCompliance(new SqliteBench());

public sealed class SqliteRemoveComplianceTests() : RemoveCompliance(new SqliteBench());

public sealed class SqliteRunComplianceTests() : RunCompliance(new SqliteBench());

public sealed class SqliteSecretComplianceTests() : SecretCompliance(new SqliteBench());

/// <summary>A journal in a file of a test's own.</summary>
internal sealed class SqliteBench : IStoreBench
{
    private readonly TemporaryFolder _folder = new();

    public IJournalStore Open() => SqliteJournalStore.Open(new JournalLocation(_folder.Journal), create: true);

    public byte[] Stored() => [.. Directory.GetFiles(_folder.Root, "journal.db*").SelectMany(Files.ReadShared)];

    public void Dispose() => _folder.Dispose();
}
