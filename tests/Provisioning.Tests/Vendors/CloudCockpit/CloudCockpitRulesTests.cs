using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Vendors.CloudCockpit;

public sealed class CloudCockpitRulesTests
{
    [Theory]
    [InlineData("CompanyName", "companyName")]
    [InlineData("Country", "country")]
    [InlineData("AddressLine1", "addressLine1")]
    [InlineData("City", "city")]
    [InlineData("State", "state")]
    [InlineData("Zip", "zip")]
    [InlineData("FirstName", "firstName")]
    [InlineData("LastName", "lastName")]
    [InlineData("Email", "email")]
    [InlineData("Phone", "phone")]
    [InlineData("ProviderCustomers", "providerCustomers")]
    public void Each_required_field_is_missed_when_it_is_not_given(string property, string field)
    {
        Assert.Empty(CloudCockpitOperations.CreateCustomer.Broken(Make.Customer()));
        Assert.Equal([field + " is required"], CloudCockpitOperations.CreateCustomer.Broken(Make.Customer().With(property, null)));
    }

    [Theory]
    [InlineData("CompanyName", 255)]
    [InlineData("TaxId", 255)]
    [InlineData("AddressLine1", 255)]
    [InlineData("AddressLine2", 255)]
    [InlineData("City", 255)]
    [InlineData("State", 255)]
    [InlineData("Zip", 30)]
    [InlineData("FirstName", 255)]
    [InlineData("MiddleName", 255)]
    [InlineData("LastName", 255)]
    [InlineData("Email", 255)]
    [InlineData("Phone", 30)]
    [InlineData("InternalIdentifier", 255)]
    public void A_text_may_be_as_long_as_documented_and_no_longer(string property, int length)
    {
        Assert.Empty(CloudCockpitOperations.CreateCustomer.Broken(Make.Customer().With(property, new string('x', length))));
        string rule = Assert.Single(CloudCockpitOperations.CreateCustomer.Broken(Make.Customer().With(property, new string('x', length + 1))));
        Assert.EndsWith($"may be up to {length} characters", rule, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PT", true)]
    [InlineData("ZW", true)]
    [InlineData("XX", false)]
    [InlineData("PRT", false)]
    [InlineData("prt", false)]
    [InlineData("P", false)]
    public void A_country_is_a_code_of_ISO_3166_1_alpha_2(string country, bool isKept) =>
        Assert.Equal(isKept, CloudCockpitOperations.CreateCustomer.Broken(Make.Customer().With("Country", country)).Count == 0);

    [Fact]
    public void All_249_countries_are_known() => Assert.Equal(249, CountryCodes.Names.Count);

    [Theory]
    [InlineData("""{ "not-a-guid": {} }""", "must be an object whose keys are provider instances' GUIDs")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": "text" }""", "must be an object whose keys are provider instances' GUIDs")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "providerInstanceId": "1" } }""", "must have a GUID in each providerInstanceId")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "providerCustomerData": "{" } }""", "must hold JSON in each providerCustomerData")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "providerCustomerData": "plain" } }""", "must hold JSON in each providerCustomerData")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "margin": { "value": "10" } } }""", "must have a number as each margin's value")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "margin": 10 } }""", "must have a number as each margin's value")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "margin": [] } }""", "must have a number as each margin's value")]
    [InlineData("""{}""", "is required")]
    public void Provider_customers_that_break_a_rule_are_refused(string providerCustomers, string rule) => Assert.Equal(
        ["providerCustomers " + rule],
        CloudCockpitOperations.CreateCustomer.Broken(Make.Customer().With("ProviderCustomers", JObject.Parse(providerCustomers))));

    [Theory]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": {} }""")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "providerInstanceId": null, "providerCustomerData": null, "margin": null } }""")]
    [InlineData("""{ "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "providerCustomerData": "{}", "margin": """
        + """{ "marginRule": { "name": "markup" }, "value": 10.6 } } }""")]
    public void Provider_customers_that_keep_the_rules_pass(string providerCustomers) =>
        Assert.Empty(CloudCockpitOperations.CreateCustomer.Broken(Make.Customer().With("ProviderCustomers", JObject.Parse(providerCustomers))));

    [Fact]
    public void All_violations_of_a_row_are_reported_together_in_the_documents_order()
    {
        var request = new CloudCockpitCustomerRequest { Zip = new string('1', 31), Country = "XX", TaxId = new string('1', 256) };

        Assert.Equal(
            ["companyName", "taxId", "country", "addressLine1", "city", "state", "zip", "firstName", "lastName", "email", "phone", "providerCustomers"],
            CloudCockpitOperations.CreateCustomer.Check(request).Select(error => error.Field));
    }

    [Fact]
    public void The_natural_key_is_the_chosen_id_else_the_internal_identifier_else_the_company_name()
    {
        var id = System.Guid.NewGuid();

        Assert.Equal(Make.Customer().CompanyName, CloudCockpitOperations.CreateCustomer.NaturalKey(Make.Customer()));
        Assert.Equal("crm-7", CloudCockpitOperations.CreateCustomer.NaturalKey(Make.Customer("crm-7")));
        Assert.Equal(id.ToString(), CloudCockpitOperations.CreateCustomer.NaturalKey(Make.Customer("crm-7").With("Id", id)));
    }
}
