using System.Text.Json.Nodes;

namespace Provisioning.Sandbox.Tests.Support;

/// <summary>Bodies as text: a good one, with one value put in or taken out.</summary>
public static class JsonText
{
    /// <summary>The same body with the value at a path replaced. A path is names and indexes, separated by slashes.</summary>
    public static string With(string body, string path, string value)
    {
        (JsonNode root, JsonNode parent, string last) = Walk(body, path);
        if (parent is JsonArray array)
            array[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(value);
        else
            parent[last] = JsonNode.Parse(value);
        return root.ToJsonString();
    }

    /// <summary>The same body without the member at a path.</summary>
    public static string Without(string body, string path)
    {
        (JsonNode root, JsonNode parent, string last) = Walk(body, path);
        parent.AsObject().Remove(last);
        return root.ToJsonString();
    }

    private static (JsonNode Root, JsonNode Parent, string Last) Walk(string body, string path)
    {
        JsonNode root = JsonNode.Parse(body)!;
        string[] parts = path.Split('/');
        JsonNode parent = root;
        foreach (string part in parts[..^1])
            parent = int.TryParse(part, out int index) ? parent[index]! : parent[part] ??= new JsonObject();
        return (root, parent, parts[^1]);
    }
}
