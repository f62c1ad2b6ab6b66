using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Provisioning.Vendors;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>Vendors asked about operations in doubt whose rows nobody has at hand any more.</summary>
public sealed class DoubtCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Shown { get; } = new()
    {
        { "CloudCockpit", """{"id":"{id}","companyName":"Contoso","internalIdentifier":"crm-1"}""", "Ours" },
        { "CloudCockpit", """{"id":"{id}","companyName":"Fabrikam","internalIdentifier":"crm-1"}""", "Unclear" },
        { "CloudCockpit", "404", "Absent" },
        { "CloudCockpit", """{"message":"Scheduled maintenance"}""", "Unclear" },
        { "CloudCockpit", "reset", "Unanswered" },
        { "SafeMobi", Mobi("""{"Id":"{id}","ExternalId":"ext-1","Type":"Basic","Email":"ana@contoso.example"}"""), "Ours" },
        { "SafeMobi", Mobi("""{"Id":"{id}","ExternalId":"ext-1","Type":"Basic","Email":"bob@contoso.example"}"""), "Unclear" },
        { "SafeMobi", Mobi("""{"Id":"{id}","ExternalId":"ext-1","Type":"Premium","Email":"ana@contoso.example"}"""), "Unclear" },
        { "SafeMobi", Mobi("""{"Id":"{id}","ExternalId":"ext-1","Type":"Basic"}"""), "Unclear" },
        { "SafeMobi", Mobi(string.Empty), "Absent" },
        { "Reseller", """{"status":300}""", "Absent" },
        { "Reseller", """{"status":0}""", "Unclear" },
        { "Reseller", """{"status":420}""", "Unclear" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task The_journals_names_and_digests_are_the_evidence(string vendor, string shown, string expected)
    {
        bool isAsked = false;
        string? id = null;
        using var server = WireServer.Start((_, _) => !isAsked || shown == "reset" ? WireAnswer.Reset
            : shown == "404" ? WireAnswer.Json("{}", 404)
            : WireAnswer.Json(shown.Replace("{id}", id, StringComparison.Ordinal)));
        JournaledOperation operation = await DoubtAsync(vendor, server);
        isAsked = true;

        using IJournalStore journal = Journals.Open(_folder.Journal);
        Doubt doubt = Assert.Single(journal.Doubts([operation.Id], DateTimeOffset.UtcNow + TimeSpan.FromHours(1)));
        id = (doubt.Known.ChosenId ?? Guid.NewGuid()).ToString();
        using Connection connection = Make.RowOf(vendor, server.BaseAddress).Connection;
        Finding? finding = await new DoubtCheck(journal, VendorRegistry.Settleable, SilentLog.Instance, CancellationToken.None)
            .FindAsync(operation, doubt, connection);

        Assert.Equal(expected, finding!.Kind.ToString());
        Assert.Equal(finding.Kind == FindingKind.Ours, finding.VendorId == id);
        Assert.DoesNotContain(server.Requests.Skip(server.Requests.Count(static request => request.IsCreate)), static request => request.IsCreate);
    }

    [Theory]
    [InlineData("QuickHelp")]
    [InlineData("User")]
    public async Task What_needs_the_row_itself_is_not_asked_about(string what)
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        JournaledOperation operation = await DoubtAsync(what, server);
        int asked = server.Requests.Count;

        using IJournalStore journal = Journals.Open(_folder.Journal);
        Doubt doubt = Assert.Single(journal.Doubts([operation.Id], DateTimeOffset.UtcNow));
        using Connection connection = Make.RowOf(operation.Vendor, server.BaseAddress).Connection;
        Finding? finding = await new DoubtCheck(journal, VendorRegistry.Settleable, SilentLog.Instance, CancellationToken.None)
            .FindAsync(operation, doubt, connection);

        Assert.Null(finding);
        Assert.Equal(asked, server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_leads_elsewhere_is_not_asked()
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        JournaledOperation operation = await DoubtAsync("CloudCockpit", server);
        using Connection right = Make.CloudCockpit(server.BaseAddress);
        using Connection elsewhere = Make.CloudCockpit(new Uri("https://other.example/"));
        using Connection vendor = Make.Reseller(server.BaseAddress);

        using IJournalStore journal = Journals.Open(_folder.Journal);
        DoubtCheck check = Check(journal);
        Assert.Null(check.WhyNot(operation, right));
        Assert.Contains("leads to CloudCockpit at https://other.example/", check.WhyNot(operation, elsewhere)!, StringComparison.Ordinal);
        Assert.Contains("leads to Reseller", check.WhyNot(operation, vendor)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_asked_about_its_own_operations_only_even_if_it_is_known_by_its_credential_alone()
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        JournaledOperation operation = await DoubtAsync("SafeMobi", server);
        using IJournalStore journal = Journals.Open(_folder.Journal);
        using Connection named = Mobi(server, "own-key", operation.Account);
        using Connection second = Mobi(server, "other-key", name: "second", isNew: true);
        Assert.Null(Check(journal).WhyNot(operation, named));
        Assert.Contains($"belongs to the account '{operation.Account}'", Check(journal).WhyNot(operation, second)!, StringComparison.Ordinal);

        using Connection own = Mobi(server, "own-key", name: null);
        using Connection other = Mobi(server, "other-key", name: null);
        using Connection stranger = Mobi(server, "unknown-key", name: null);
        Assert.Null(Check(journal).WhyNot(operation, own));
        Assert.Contains("is of 'second'", Check(journal).WhyNot(operation, other)!, StringComparison.Ordinal);
        var unclear = Assert.Throws<VendorApiException>(() => Check(journal).WhyNot(operation, stranger));
        Assert.Equal(ProvisioningError.AccountUnclear, unclear.Error);
    }

    private static Connection Mobi(WireServer server, string key, string? name, bool isNew = false) => SafeMobiVendor.ConnectWithKey(
        Make.Secret(key), server.BaseAddress, Make.Options with { AccountName = name, IsNewAccount = isNew });

    private static DoubtCheck Check(IJournalStore journal) =>
        new(journal, VendorRegistry.Settleable, SilentLog.Instance, CancellationToken.None);

    private static string Mobi(string item) => $$"""{"Success":true,"Data":{"Items":[{{item}}]} }""";

    private async Task<JournaledOperation> DoubtAsync(string what, WireServer server)
    {
        PreparedOperation row = what switch
        {
            "SafeMobi" => Make.Row(Make.SafeMobi(server.BaseAddress), Account()),
            "User" => Make.Row(Make.Reseller(server.BaseAddress), Make.User()),
            _ => Make.RowOf(what, server.BaseAddress),
        };
        RowResult result = await Rows.RunAsync(_folder.Journal, row);
        Assert.Equal(ProvisioningError.OutcomeUnknown, result.Error!.Error);
        using IJournalStore journal = Journals.Open(_folder.Journal);
        return Assert.Single(journal.List(new OperationFilter()));
    }

    private static SafeMobiAccountRequest Account()
    {
        SafeMobiAccountRequest account = Make.MobiAccount();
        account.Email = "ana@contoso.example";
        return account;
    }
}
