using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Tests.Support;

/// <summary>What is asked for of a vendor that exists in these tests only.</summary>
internal sealed class ThingRequest
{
    public string? Id { get; set; }

    public string? Name { get; set; }
}

internal sealed class Thing : ProvisionedResource
{
    public string? Id { get; init; }
}

/// <summary>Calls that no vendor of the module has yet: an update, a delete without a body, a list.</summary>
internal static class Things
{
    public static OperationDefinition<ThingRequest, Thing> Delete { get; } = Define(OperationKind.Delete, HttpMethod.Delete, []);

    public static OperationDefinition<ThingRequest, Thing> Update { get; } =
        Define(OperationKind.Update, HttpMethod.Put, new FieldList<ThingRequest> { { "name", static request => request.Name } });

    /// <summary>An update that reads first, and keeps the name that it finds.</summary>
    public static OperationDefinition<ThingRequest, Thing> UpdateAfterReading { get; } =
        Define(OperationKind.Update, HttpMethod.Put, new FieldList<ThingRequest> { { "name", static request => request.Name } }, reads: true);

    /// <summary>Credits, which a second call would give twice.</summary>
    public static OperationDefinition<ThingRequest, Thing> Add { get; } =
        Define(OperationKind.Add, HttpMethod.Post, new FieldList<ThingRequest> { { "name", static request => request.Name } });

    /// <summary>A list of numbers, three to a page, whose answers may say whether there is more, and how many there are.</summary>
    public static QueryDefinition<ThingRequest, int> List { get; } = Query(pageSize: 3);

    /// <summary>The same all at once.</summary>
    public static QueryDefinition<ThingRequest, int> ListAtOnce { get; } = Query(pageSize: null);

    public static PreparedOperation Row(Connection connection, OperationDefinition<ThingRequest, Thing> definition, string? name = null) =>
        new PreparedOperation<ThingRequest, Thing>(definition, new ThingRequest { Id = "7", Name = name }, connection, 1);

    private static OperationDefinition<ThingRequest, Thing> Define(
        OperationKind kind, HttpMethod method, FieldList<ThingRequest> fields, bool reads = false) => new()
        {
            Vendor = SafeMobiVendor.Description,
            Kind = kind,
            Name = "Thing." + kind,
            Document = "",
            Method = method,
            Path = static request => "things/" + request.Id,
            Encoding = BodyEncoding.Json,
            Fields = fields,
            Names = new NameList<ThingRequest> { { "id", static request => request.Id } },
            ReadFirst = !reads ? null : new ReadFirst<ThingRequest>(
                static request => "things/" + request.Id,
                static json => json["name"] is null ? null : (JObject)json,
                static (request, found) =>
                {
                    request.Name ??= (string?)found["name"];
                    return null;
                }),
            ReadSuccess = static answer => Verdict.Confirmed((string?)(answer.Json as JObject)?["id"], answer.Json as JObject),
            ReadRefusal = static answer => Verdict.Rejected($"{answer.Refusal}: {answer.Summary}", vendorCode: (string?)(answer.Json as JObject)?["code"]),
            CreateResult = static (request, _, id) => new Thing { Id = id ?? request.Id },
        };

    private static QueryDefinition<ThingRequest, int> Query(int? pageSize) => new()
    {
        Vendor = SafeMobiVendor.Description,
        Name = "Thing.List",
        Document = "",
        Path = static (_, page) => $"things?page={page.Number}&skip={page.Skip}&size={page.Size}",
        PageSize = pageSize is { } size ? _ => size : null,
        ReadItems = static (_, json) => (json as JObject)?["items"] is not JArray items ? null : new PageOfItems<int>(
            [.. items.Select(static item => (int)item)], (bool?)json["more"], (long?)json["total"]),
        ReadRefusal = static answer => Verdict.Rejected($"{answer.Refusal}: {answer.Summary}"),
    };
}
