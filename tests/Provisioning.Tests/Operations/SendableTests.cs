using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Operations;

/// <summary>What no vendor can be sent is refused, and not replaced by something else.</summary>
public sealed class SendableTests
{
    private const string Lone = "Contoso\ud83d";

    [Fact]
    public void Half_a_character_in_a_text_is_a_violation_that_shows_it()
    {
        FieldError error = Assert.Single(QuickHelpOperations.CreateAccount.Check(Make.Account(Lone)));

        Assert.Equal(
            "companyName: must not contain half of a character (an unpaired surrogate), which would be sent as another one "
                + "(is 'Contoso<U+D83D>')",
            error.ToString());
    }

    [Fact]
    public void Halves_in_the_wrong_order_are_no_character()
    {
        foreach (string text in new[] { "\udc00\ud800", "a\udc00", "\ud800\ud800\udc00" })
            Assert.Single(QuickHelpOperations.CreateAccount.Check(Make.Account(text)));
    }

    [Fact]
    public void Whole_characters_are_fine() => Assert.Empty(QuickHelpOperations.CreateAccount.Check(Make.Account("Contoso \U0001F600\U0001F600")));

    [Fact]
    public void Half_a_character_in_a_secret_is_a_violation_that_does_not_show_it()
    {
        FieldError error = Assert.Single(SafeMobiOperations.CreateAccount.Check(Make.MobiAccount().With("Password", Make.Secret("pass\ud83dword"))));

        Assert.Equal(("Password", "***"), (error.Field, error.Value));
        Assert.NotNull(Make.Secret("pass\ud83dword").Problem);
    }

    [Fact]
    public void Half_a_character_in_a_list_or_in_JSON_is_a_violation()
    {
        Assert.Single(QuickHelpOperations.CreateAccount.Check(Make.Account().With("Domains", new[] { "a.example", Lone })));
        Assert.Contains(CloudCockpitOperations.CreateCustomer.Check(With(new JObject { [Lone] = 1 })), IsHalf);
        Assert.Contains(CloudCockpitOperations.CreateCustomer.Check(With(new JObject { ["a"] = new JArray(Lone) })), IsHalf);

        static bool IsHalf(FieldError error) => error.Message.Contains("half of a character", System.StringComparison.Ordinal);
    }

    [Fact]
    public void What_JSON_does_not_have_is_a_violation()
    {
        JToken[] values =
        [
            JValue.CreateUndefined(), new JConstructor("Date", 0), new JArray(JValue.CreateComment("x")), new JRaw("new Date(0)"), new JRaw("1,2"),
            new JValue(double.NaN), new JValue(float.PositiveInfinity), new JArray(JValue.CreateUndefined()),
        ];

        foreach (JToken value in values)
        {
            Assert.Contains(
                CloudCockpitOperations.CreateCustomer.Check(With(new JObject { ["more"] = value })).Select(static error => error.Message),
                static message => message == "contains a value that JSON does not have");
        }
    }

    [Fact]
    public void Big_numbers_and_all_that_JSON_has_are_fine() => Assert.Empty(CloudCockpitOperations.CreateCustomer.Check(With(
        new JObject { ["more"] = new JArray(new JRaw("123456789012345678901234567890"), 1, 1.5m, "x", true, JValue.CreateNull()) })));

    [Theory]
    [InlineData("{\"a\":undefined}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1}//")]
    public void JSON_in_a_text_is_strict_too(string data) =>
        Assert.Single(CloudCockpitOperations.CreateCustomer.Check(With(new JObject { ["providerCustomerData"] = data })));

    private static CloudCockpitCustomerRequest With(JObject item) => Make.Customer().With("ProviderCustomers", new JObject { [Make.Instance] = item });
}
