using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The list call: a page of the customers that match.</summary>
internal sealed class CustomerSearch
{
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 2000;

    private static readonly Dictionary<string, Func<StoredCustomer, JsonElement, IEnumerable<string>>> _fields = new(StringComparer.Ordinal)
    {
        ["Company.Name"] = static (_, customer) => Texts(customer, "companyName"),
        ["InternalIdentifier"] = static (_, customer) => Texts(customer, "internalIdentifier"),
        ["Domain"] = static (_, customer) => customer.GetProperty("providerCustomers").EnumerateObject().SelectMany(
            instance => Domains(instance.Value)),
        ["ProviderCustomerId"] = static (stored, customer) =>
            customer.GetProperty("providerCustomers").EnumerateObject().Select(
                instance => CustomerView.ProviderCustomerId(stored.Id, instance)),
    };

    private readonly List<Violation> _violations = [];
    private readonly int _pageNumber;
    private readonly int _pageSize;
    private readonly string? _field;
    private readonly string? _value;
    private readonly string? _resellerId;

    public CustomerSearch(Dictionary<string, StringValues> query)
    {
        _pageNumber = Number(query, "pageNumber", 1, int.MaxValue);
        _pageSize = Number(query, "pageSize", DefaultPageSize, MaxPageSize);
        _field = Text(query, "searchField");
        _value = Text(query, "searchValue");
        _resellerId = Text(query, "resellerId");
        if (_field is not null && !_fields.ContainsKey(_field))
            _violations.Add(new Violation("searchField", $"must be one of {string.Join(", ", _fields.Keys)}."));
    }

    public IReadOnlyList<Violation> Violations => _violations;

    public VendorAnswer Answer(IEnumerable<StoredCustomer> customers)
    {
        StoredCustomer[] found = [.. customers.Where(customer => customer.Read(json => Matches(customer, json)))];
        return VendorAnswer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (StoredCustomer customer in found.Skip((int)Math.Min(int.MaxValue, (_pageNumber - 1L) * _pageSize)).Take(_pageSize))
                CustomerView.Write(json, customer);
            json.WriteEndArray();
            json.WriteNumber("pageNumber", _pageNumber);
            json.WriteNumber("pageSize", _pageSize);
            json.WriteNumber("totalCount", found.Length);
            json.WriteNumber("totalPages", (found.Length + _pageSize - 1) / _pageSize);
            json.WriteBoolean("hasNextPage", (long)_pageNumber * _pageSize < found.Length);
            json.WriteEndObject();
        });
    }

    private bool Matches(StoredCustomer stored, JsonElement customer)
    {
        if (_resellerId is not null && !Texts(customer, "resellerId").Contains(_resellerId, StringComparer.OrdinalIgnoreCase))
            return false;
        if (_value is null)
            return true;

        // Without a field, the value may match any field. An identifier must match exactly; a name may match partially.
        return _field is null
            ? _fields.Keys.Any(field => Matches(field, stored, customer))
            : Matches(_field, stored, customer);
    }

    private bool Matches(string field, StoredCustomer stored, JsonElement customer) => _fields[field](stored, customer).Any(text =>
        field is "Company.Name" or "Domain"
            ? text.Contains(_value!, StringComparison.OrdinalIgnoreCase)
            : text.Equals(_value, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Texts(JsonElement customer, string name) =>
        customer.ValueKind == JsonValueKind.Object
            && customer.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String ? [value.GetString()!] : [];

    private static IEnumerable<string> Domains(JsonElement instance)
    {
        foreach (string data in Texts(instance, "providerCustomerData"))
        {
            if (!JsonBody.TryParse(Encoding.UTF8.GetBytes(data), out JsonDocument? document, out _))
                continue;
            using (document)
            {
                foreach (string domain in Texts(document.RootElement, "Domain"))
                    yield return domain;
            }
        }
    }

    private static string? Text(Dictionary<string, StringValues> query, string name) =>
        query.TryGetValue(name, out StringValues value) && value.ToString() is { Length: > 0 } text ? text : null;

    private int Number(Dictionary<string, StringValues> query, string name, int defaultValue, int max)
    {
        if (Text(query, name) is not { } text)
            return defaultValue;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= max)
            return number;
        _violations.Add(new Violation(name, string.Create(CultureInfo.InvariantCulture, $"must be a number from 1 to {max}.")));
        return defaultValue;
    }
}
