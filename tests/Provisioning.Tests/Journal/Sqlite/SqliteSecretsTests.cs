using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

public sealed class SqliteSecretsTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _sandbox;

    public SqliteSecretsTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("echoSecrets")]
    [InlineData("resetAfter")]
    public async Task No_byte_of_a_secret_reaches_the_disk(string fault)
    {
        const string Secret = "MARKER \"\\+é";
        using var folder = new TemporaryFolder();
        _sandbox.Server.Faults.Script(fault, fault, fault, fault);
        using Connection reseller = Make.Reseller(_sandbox.Reseller, password: Secret);
        using Connection mobi = Make.SafeMobi(_sandbox.SafeMobi, token: "MARKER-token");
        using Connection cockpit = Make.CloudCockpit(_sandbox.CloudCockpit, _sandbox.TokenUri, clientSecret: Secret);
        using Connection quickHelp = Make.QuickHelp(_sandbox.QuickHelp, key: "MARKER-key", apiKey: "MARKER-api-key");
        PreparedOperation[] rows =
        [
            Make.Row(reseller, Make.CustomerUser().With("Password", Make.Secret(Secret))),
            Make.Row(mobi, Make.MobiAccount().With("Password", Make.Secret(Secret))),
            Make.Row(cockpit, Make.Customer("crm-1")),
            Make.Row(quickHelp, Make.Account()),
        ];

        using ProvisioningRun run = Rows.Start(folder.Journal);
        List<RowResult> results = await run.PassAsync(rows);

        Assert.Equal(4, results.Count);
        AssertNoMarker(folder.Root);
        run.Dispose();
        await Eventually.IsTrueAsync(() => !File.Exists(folder.Journal + "-wal"));
        AssertNoMarker(folder.Root);
    }

    private static void AssertNoMarker(string folder)
    {
        byte[] bytes = [.. Directory.GetFiles(folder, "journal.db*").SelectMany(Read)];
        Assert.True(bytes.AsSpan().IndexOf("contoso"u8) >= 0, "These are not the files that were written to.");
        foreach (string form in new[] { "MARKER", Convert.ToBase64String("MARKER"u8)[..7] })
        {
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, $"{form} stands in a file.");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(form)) < 0, $"{form} stands in a file as UTF-16.");
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
