using System.Linq;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Vendors.SafeMobi;

public sealed class SafeMobiRulesTests
{
    [Theory]
    [InlineData(250, true)]
    [InlineData(251, false)]
    public void An_external_id_is_up_to_250_characters(int length, bool isKept) =>
        Assert.Equal(isKept, SafeMobiOperations.CreateAccount.Broken(Make.MobiAccount(new string('x', length))).Count == 0);

    [Theory]
    [InlineData("Type", "Type is required")]
    [InlineData("AccountPlanId", "AccountPlanId is required")]
    public void Type_and_plan_are_required(string property, string rule) =>
        Assert.Equal([rule], SafeMobiOperations.CreateAccount.Broken(Make.MobiAccount().With(property, null)));

    [Fact]
    public void A_type_that_nobody_documented_is_refused() =>
        Assert.Equal(["Type must be one of Basic, Premium"], SafeMobiOperations.CreateAccount.Broken(Make.MobiAccount().With("Type", (SafeMobiAccountType)2)));

    [Fact]
    public void Premium_needs_premium_info() =>
        Assert.Equal(["PremiumAccountInfo is required when Type is Premium"],
            SafeMobiOperations.CreateAccount.Broken(Make.MobiAccount().With("Type", SafeMobiAccountType.Premium)));

    [Theory]
    [InlineData("CompanyShortName")]
    [InlineData("CompanyFullName")]
    [InlineData("MobileDomain")]
    [InlineData("ControlPanelDomains")]
    public void Any_of_its_fields_is_premium_info_which_only_premium_may_have(string property)
    {
        SafeMobiAccountRequest request = Make.MobiAccount().With(property, "given");

        Assert.Equal(["PremiumAccountInfo is for Premium accounts only"], SafeMobiOperations.CreateAccount.Broken(request));
        Assert.Empty(SafeMobiOperations.CreateAccount.Broken(request.With("Type", SafeMobiAccountType.Premium)));
    }

    [Fact]
    public void All_violations_of_a_row_are_reported_together() => Assert.Equal(
        ["ExternalId", "Type", "AccountPlanId", "PremiumAccountInfo"],
        SafeMobiOperations.CreateAccount.Check(new SafeMobiAccountRequest { ExternalId = new string('x', 251),
            MobileDomain = "m" }).Select(error => error.Field));
}
