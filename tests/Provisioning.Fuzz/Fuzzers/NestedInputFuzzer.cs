using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>Nested cells, as text and as objects: what passes the rules is JSON on the wire, and holds JSON where the vendor wants it.</summary>
internal sealed class NestedInputFuzzer : IFuzzer
{
    private const string Instance = "cb3cd15b-1d6e-45be-b493-c71549cbfd87";

    public string Name => "nested";

    public int Rarity => 1;

    public string? Try(FuzzRandom random)
    {
        var data = new StringBuilder();
        JsonFuzzer.Write(data, random, 1);
        string inner = random.OneIn(2) ? data.ToString() : Newtonsoft.Json.JsonConvert.ToString(data.ToString());
        string cell = random.Mutate("{\"" + Instance + "\":{\"providerCustomerData\":" + inner + ",\"margin\":{\"value\":10.5}}}", JsonPieces.List);
        JObject? given = random.OneIn(8) ? OfObjects(random) : StrictJson.Read(cell, 10_000).Json as JObject;
        if (given is null)
            return null;
        CloudCockpitCustomerRequest request = Samples.Customer(ProviderCustomers.ToWire(given));
        IReadOnlyList<FieldError> violations = CloudCockpitOperations.CreateCustomer.Check(request);
        if (violations.Count > 0)
            return violations.All(static error => error.ToString().Length > 20) ? null : "a violation without words: " + cell;
        string body = Encoding.UTF8.GetString(BodyWriter.Write(BodyEncoding.Json, CloudCockpitOperations.CreateCustomer.Fields, request, []));
        if (Reference.Read(body) is not { } sent)
            return "sent what is no JSON: " + body;
        foreach (JsonProperty item in sent.GetProperty("providerCustomers").EnumerateObject())
        {
            if (((JsonElement?)item.Value).Member("providerCustomerData").Text() is { Length: > 0 } text && !Reference.IsUndecided(text)
                && Reference.Read(text) is not { ValueKind: JsonValueKind.Object })
                return "sent data that is no JSON: " + text;
        }

        return null;
    }

    private static JObject OfObjects(FuzzRandom random)
    {
        JToken[] odd = [JValue.CreateUndefined(), new JConstructor("Date", 0), new JRaw("x"), new JRaw("1e5"), new JValue(double.NaN),
            new JValue(random.Text()), new JArray(JValue.CreateComment("x"))];
        return new JObject { [Instance] = new JObject { [random.OneIn(2) ? "more" : "status"] = random.Of(odd) } };
    }
}
