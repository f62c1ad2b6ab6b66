using System.Linq;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.QuickHelp;
using Xunit;

namespace Provisioning.Tests.Vendors.QuickHelp;

public sealed class QuickHelpRulesTests
{
    [Fact]
    public void A_company_name_is_enough() => Assert.Empty(QuickHelpOperations.CreateAccount.Broken(Make.Account()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_company_name_is_required(string? name) =>
        Assert.Equal(["companyName is required"], QuickHelpOperations.CreateAccount.Broken(new QuickHelpAccountRequest { CompanyName = name }));

    [Fact]
    public void Account_types_are_the_documented_numbers_and_no_others()
    {
        int[] kept = [.. Enumerable.Range(-1, 20).Where(number => QuickHelpOperations.CreateAccount.Broken(Make.Account()
            .With("AccountType", (QuickHelpAccountType)number)).Count == 0)];

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 11, 12, 13], kept);
    }

    [Fact]
    public void Contract_statuses_are_the_documented_numbers_and_no_others()
    {
        int[] kept = [.. Enumerable.Range(-1, 6).Where(number => QuickHelpOperations.CreateAccount.Broken(Make.Account()
            .With("ContractStatus", (QuickHelpContractStatus)number)).Count == 0)];

        Assert.Equal([1, 2], kept);
    }

    [Fact]
    public void Each_sku_needs_a_license_count()
    {
        Assert.Empty(QuickHelpOperations.CreateAccount.Broken(Make.Account().With("Skus", new QuickHelpSku[] { new(23, 34), new(null, 1) })));
        Assert.Equal(
            ["skUs needs a licenseCount in each item"],
            QuickHelpOperations.CreateAccount.Broken(Make.Account().With("Skus", new QuickHelpSku[] { new(23, 34), new(12, null) })));
    }

    [Fact]
    public void All_violations_of_a_row_are_reported_together()
    {
        var request = new QuickHelpAccountRequest { AccountType = (QuickHelpAccountType)8, ContractStatus = (QuickHelpContractStatus)3, Skus = [new(1, null)] };

        Assert.Equal(["companyName", "accountType", "contractStatus", "skUs"], QuickHelpOperations.CreateAccount.Check(request).Select(error => error.Field));
    }

    [Fact]
    public void A_rule_about_numbers_lists_them_with_their_names()
    {
        string rule = Assert.Single(QuickHelpOperations.CreateAccount.Broken(Make.Account().With("ContractStatus", (QuickHelpContractStatus)3)));

        Assert.Equal("contractStatus must be one of 1 (Signed), 2 (Unsigned)", rule);
    }

    [Fact]
    public void The_natural_key_is_the_route_and_where_there_is_none_the_name()
    {
        Assert.Equal("Contoso", QuickHelpOperations.CreateAccount.NaturalKey(Make.Account()));
        Assert.Equal("route", QuickHelpOperations.CreateAccount.NaturalKey(Make.Account().With("RouteUrl", "route")));
    }
}
