using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>The vendor's queries, as data.</summary>
public static class SafeMobiQueries
{
    /// <summary>Tests a connection: gets a list of one account.</summary>
    public static QueryDefinition<ConnectionTestRequest, string> TestConnection { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Name = "Connection.Test",
        Document = "SafeMobi REST API v2, GET accounts (the vendor's public help page)",
        Path = static (_, _) => "accounts?externalid=&skip=0&take=1",
        ReadItems = static json => json.Object("Data")?["Items"] is JArray
            ? new PageOfItems<string>(["The vendor listed the accounts (GET accounts)."])
            : null,
        FindRefusal = static answer => answer.Json.Boolean("Success") == false ? SafeMobiAnswers.ReadRefusal(answer) : null,
        ReadRefusal = SafeMobiAnswers.ReadRefusal,
    };
}
