using Newtonsoft.Json.Linq;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Vendors.CloudCockpit;

public sealed class ProviderCustomersTests
{
    [Theory]
    [InlineData("""{ "Domain": "contoso" }""", """{"Domain":"contoso"}""")]
    [InlineData("""[ 1 ]""", "[1]")]
    [InlineData("""  "already text" """, "already text")]
    public void Data_given_as_an_object_becomes_the_string_that_the_wire_wants(string given, string wanted) =>
        Assert.Equal(wanted, (string?)ToWire($$"""{ "providerCustomerData": {{given}} }""")["providerCustomerData"]);

    [Fact]
    public void Names_in_any_case_become_the_documents_own() => Assert.Equal(
        """{"providerInstanceId":"1","margin":{"value":1},"offerTypeMargins":{},"Other":2}""",
        ToWire("""{ "PROVIDERINSTANCEID": "1", "Margin": { "value": 1 }, "offertypemargins": {}, "Other": 2 }""").ToString(Newtonsoft.Json.Formatting.None));

    [Fact]
    public void An_item_without_an_instance_id_gets_that_of_its_key() => Assert.Equal(Make.Instance, (string?)ToWire("{}")["providerInstanceId"]);

    private static JToken ToWire(string item) => ProviderCustomers.ToWire(new JObject { [Make.Instance] = JObject.Parse(item) })[Make.Instance]!;
}
