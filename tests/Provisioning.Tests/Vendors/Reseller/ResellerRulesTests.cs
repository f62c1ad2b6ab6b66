using System.Linq;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Vendors.Reseller;

public sealed class ResellerRulesTests
{
    [Fact]
    public void Requests_with_the_required_fields_alone_keep_every_rule()
    {
        Assert.Empty(ResellerOperations.CreateCustomerUser.Broken(Make.CustomerUser()));
        Assert.Empty(ResellerOperations.CreateCustomer.Broken(new ResellerCustomerRequest { Name = "contoso" }));
        Assert.Empty(ResellerOperations.CreateUser.Broken(Make.User()));
    }

    [Theory]
    [InlineData("UserName", "username")]
    [InlineData("Password", "password")]
    [InlineData("Customer", "customer")]
    [InlineData("ApplyFreeCredits", "applyFreeCredits")]
    public void A_customer_user_needs_each_required_field(string property, string field) =>
        Assert.Equal([field + " is required"], ResellerOperations.CreateCustomerUser.Broken(Make.CustomerUser().With(property, null)));

    [Theory]
    [InlineData("UserName", "username")]
    [InlineData("Password", "password")]
    [InlineData("CustomerId", "customerId")]
    [InlineData("Email", "email")]
    [InlineData("PhoneNumber", "phoneNumber")]
    public void A_user_needs_each_required_field(string property, string field) =>
        Assert.Equal([field + " is required"], ResellerOperations.CreateUser.Broken(Make.User().With(property, null)));

    [Fact]
    public void A_customer_needs_a_name() =>
        Assert.Equal(["name is required"], ResellerOperations.CreateCustomer.Broken(new ResellerCustomerRequest { Name = "" }));

    [Theory]
    [InlineData("1212412@testReseller", true)]
    [InlineData("a b", false)]
    [InlineData(" a", false)]
    [InlineData("a\tb", false)]
    [InlineData("a\u00A0b", false)]
    public void Names_must_not_contain_spaces(string name, bool isKept)
    {
        Assert.Equal(isKept, ResellerOperations.CreateCustomerUser.Broken(Make.CustomerUser().With("UserName", name)).Count == 0);
        Assert.Equal(isKept, ResellerOperations.CreateCustomerUser.Broken(Make.CustomerUser().With("Customer", name)).Count == 0);
        Assert.Equal(isKept, ResellerOperations.CreateCustomer.Broken(new ResellerCustomerRequest { Name = name }).Count == 0);
        Assert.Equal(isKept, ResellerOperations.CreateUser.Broken(Make.User().With("UserName", name)).Count == 0);
    }

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("john@doe.com", true)]
    [InlineData("john", false)]
    [InlineData("@doe.com", false)]
    [InlineData("john@", false)]
    [InlineData("john@doe@com", false)]
    [InlineData("jo hn@doe.com", false)]
    [InlineData("john@doe.com\n", false)]
    public void An_email_must_be_a_valid_address(string email, bool isKept)
    {
        Assert.Equal(isKept, ResellerOperations.CreateCustomerUser.Broken(Make.CustomerUser().With("Email", email)).Count == 0);
        Assert.Equal(isKept, ResellerOperations.CreateUser.Broken(Make.User().With("Email", email)).Count == 0);
    }

    [Theory]
    [InlineData("+0 123456789", true)]
    [InlineData("999-444", false)]
    [InlineData("(351) 9", false)]
    [InlineData("123a", false)]
    [InlineData("\u0661", false)]
    [InlineData("1\t2", false)]
    public void A_phone_number_has_only_plus_space_and_digits(string phone, bool isKept)
    {
        Assert.Equal(isKept, ResellerOperations.CreateCustomerUser.Broken(Make.CustomerUser().With("PhoneNumber", phone)).Count == 0);
        Assert.Equal(isKept, ResellerOperations.CreateUser.Broken(Make.User().With("PhoneNumber", phone)).Count == 0);
    }

    [Theory]
    [InlineData("507f1f77bcf86cd799439011", true)]
    [InlineData("507F1F77BCF86CD799439011", true)]
    [InlineData("507f1f77bcf86cd79943901", false)]
    [InlineData("507f1f77bcf86cd7994390111", false)]
    [InlineData("507f1f77bcf86cd79943901g", false)]
    public void A_customer_id_is_24_hexadecimal_digits(string id, bool isKept) =>
        Assert.Equal(isKept, ResellerOperations.CreateUser.Broken(Make.User().With("CustomerId", id)).Count == 0);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 0, false)]
    [InlineData(0, 2, false)]
    [InlineData(-1, 0, false)]
    public void Rotation_and_billing_are_of_the_documented_kinds(int rotation, int billing, bool isKept)
    {
        var request = new ResellerCustomerRequest { Name = "contoso", RotationAlgorithm = (ResellerRotationAlgorithm)rotation,
            BillingType = (ResellerBillingType)billing };

        Assert.Equal(isKept, ResellerOperations.CreateCustomer.Broken(request).Count == 0);
    }

    [Fact]
    public void All_violations_of_a_row_are_reported_together_and_name_field_rule_and_value()
    {
        ResellerUserRequest request = new() { UserName = "a b", CustomerId = "12", Email = "nobody", PhoneNumber = "no" };

        string[] errors = [.. ResellerOperations.CreateUser.Check(request).Select(error => error.ToString())];

        Assert.Equal(
            [
                "username: must not contain spaces (is 'a b')",
                "password: is required",
                "customerId: must be 24 hexadecimal digits (is '12')",
                "email: must be a valid e-mail address (is 'nobody')",
                "phoneNumber: may contain only '+', spaces and digits (is 'no')",
            ],
            errors);
    }

    [Theory]
    [InlineData("acme", true)]
    [InlineData("ac me", false)]
    [InlineData("acme@here", false)]
    [InlineData("", false)]
    public void A_reseller_name_has_neither_space_nor_at(string name, bool isKept)
    {
        System.Exception? thrown = Record.Exception(() => Make.Reseller(Make.ClosedPort(), name: name).Dispose());

        Assert.Equal(isKept, thrown is null);
        Assert.True(thrown is null or System.ArgumentException);
    }
}
