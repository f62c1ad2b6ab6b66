using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Xunit;

namespace Provisioning.Tests;

/// <summary>An error shows the part of a value that is wrong, however long the value is.</summary>
public sealed class NestedErrorTests
{
    private const string First = Make.Instance;
    private const string Second = "aaaaaaaa-1d6e-45be-b493-c71549cbfd87";

    public static TheoryData<string, string> Parts => new()
    {
        {
            """{"margin":{"marginRule":{"name":"markup"},"value":"10,6"}}""",
            $"providerCustomers: must have a number as each margin's value ({First}.margin.value is '10,6')"
        },
        { """{"margin":"10,6"}""", $"providerCustomers: must have a number as each margin's value ({First}.margin is '10,6')" },
        {
            """{"providerInstanceId":"cb3cd15b"}""",
            $"providerCustomers: must have a GUID in each providerInstanceId ({First}.providerInstanceId is 'cb3cd15b')"
        },
        {
            """{"providerCustomerData":"Domain=contoso"}""",
            $"providerCustomers: must hold JSON in each providerCustomerData ({First}.providerCustomerData is 'Domain=contoso')"
        },
        { "7", $"providerCustomers: must be an object whose keys are provider instances' GUIDs ({First} is '7')" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void The_part_that_violates_a_rule_is_shown_with_its_place(string item, string expected)
    {
        var customers = new JObject { [First] = JToken.Parse(item) };

        Assert.Equal([expected], Violations(customers));
    }

    [Fact]
    public void A_key_that_is_no_GUID_is_shown() => Assert.Equal(
        ["providerCustomers: must be an object whose keys are provider instances' GUIDs (is 'Microsoft')"],
        Violations(new JObject { [First] = new JObject(), ["Microsoft"] = new JObject() }));

    [Fact]
    public void Every_part_that_violates_a_rule_is_reported()
    {
        var wrong = JObject.Parse("""{"margin":{"value":"1"}}""");

        Assert.Equal(
            [
                $"providerCustomers: must have a number as each margin's value ({First}.margin.value is '1')",
                $"providerCustomers: must have a number as each margin's value ({Second}.margin.value is '1')",
            ],
            Violations(new JObject { [First] = wrong, [Second] = wrong.DeepClone() }));
    }

    [Fact]
    public void A_list_item_that_violates_a_rule_is_shown_with_its_index()
    {
        QuickHelpAccountRequest request = Make.Account();
        request.Skus = [.. Enumerable.Range(1, 20).Select(static id => new QuickHelpSku(id, id == 15 ? null : 1))];

        Assert.Equal(
            ["skUs: needs a licenseCount in each item ([14] is '{\"skuId\":15}')"],
            QuickHelpOperations.CreateAccount.Check(request).Select(static error => error.ToString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(76)]
    [InlineData(77)]
    [InlineData(100)]
    [InlineData(480)]
    [InlineData(499)]
    public void A_long_value_is_shown_around_what_is_wrong(int at)
    {
        string value = new string('a', at) + "#" + new string('b', 499 - at);

        string shown = new FieldError("field", "rule", value) { At = at }.ToString();

        Assert.Contains("#", shown, StringComparison.Ordinal);
        Assert.True(shown.Length <= "field: rule (is '')".Length + 80, shown);
    }

    [Theory]
    [InlineData("""{"a":1,}x""", 7, 9)]
    [InlineData("""{"a":"b" "c":1}""", 9, 11)]
    [InlineData("{\n  \"a\": 1,\n  \"b\": x\n}", 18, 21)]
    [InlineData("""{"a":[1,2}""", 9, 9)]
    [InlineData("text", 0, 1)]
    public void The_place_where_a_text_stops_being_JSON_is_found(string text, int from, int to) =>
        Assert.InRange(StrictJson.FaultIn(text)!.Value, from, to);

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("[]")]
    public void A_text_that_is_JSON_has_no_such_place(string text) => Assert.Null(StrictJson.FaultIn(text));

    [Theory]
    [InlineData("The answer is empty", "The answer is empty.")]
    [InlineData("The answer is empty.", "The answer is empty.")]
    [InlineData("Why? ", "Why?")]
    [InlineData("He said \"No.\"", "He said \"No.\"")]
    [InlineData("It is 'wrong'", "It is 'wrong'.")]
    [InlineData("It is wrong (HTTP 407)", "It is wrong (HTTP 407).")]
    [InlineData("Refused:", "Refused.")]
    [InlineData("", "")]
    [InlineData("Not found。", "Not found。")]
    [InlineData(")", ").")]
    public void A_text_ends_as_a_sentence(string text, string expected) => Assert.Equal(expected, Sentence.End(text));

    private static IEnumerable<string> Violations(JObject customers)
    {
        CloudCockpitCustomerRequest request = Make.Customer();
        request.ProviderCustomers = customers;
        return CloudCockpitOperations.CreateCustomer.Check(request).Select(static error => error.ToString());
    }
}
