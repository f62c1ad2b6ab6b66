using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>JSON, and what is nearly JSON: two readers must agree on what it is and what it says.</summary>
internal sealed class JsonFuzzer : IFuzzer
{
    public string Name => "json";

    public int Rarity => 1;

    public string? Try(FuzzRandom random)
    {
        var text = new StringBuilder();
        Write(text, random, 0);
        string json = random.OneIn(3) ? text.ToString() : random.Mutate(text.ToString(), JsonPieces.List);
        (JToken? ours, string? problem) = StrictJson.Read(json);
        if ((ours is null) == (problem is null))
            return "neither read nor explained: " + json;
        JsonElement? theirs = Reference.Read(json);
        if (Reference.IsUndecided(json))
            return null;
        if (ours is not null && theirs is null)
            return "read, and is no JSON: " + json;
        if (ours is null && theirs is not null && problem != "holds a number that is out of range")
            return $"is JSON, and {problem}: {json}";
        if (ours is null)
            return null;
        (JToken? again, _) = StrictJson.Read(ours.ToString(Formatting.None));
        return JToken.DeepEquals(ours, again) && Same(ours, theirs!.Value) ? null : "read differently: " + json;
    }

    private static bool Same(JToken ours, JsonElement theirs) => ours switch
    {
        JObject item => SameObject(item, theirs),
        JArray list => SameList(list, theirs),
        JValue { Type: JTokenType.String, Value: string text } => theirs.ValueKind == JsonValueKind.String && theirs.GetString() == text,
        JValue { Value: null } => theirs.ValueKind == JsonValueKind.Null,
        JValue { Value: bool flag } => theirs.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False),
        JValue { Value: long number } => theirs.TryGetInt64(out long value) && value == number,
        JValue { Value: decimal number } => theirs.TryGetDecimal(out decimal value) && value == number,
        JValue { Value: { } number } => theirs.GetRawText() == Convert.ToString(number, CultureInfo.InvariantCulture),
        _ => false,
    };

    private static bool SameObject(JObject item, JsonElement theirs)
    {
        int count = 0;
        foreach (JsonProperty property in theirs.EnumerateObject())
        {
            count++;
            if (item[property.Name] is not { } value || !Same(value, property.Value))
                return false;
        }

        return count == item.Count;
    }

    private static bool SameList(JArray list, JsonElement theirs)
    {
        if (theirs.GetArrayLength() != list.Count)
            return false;
        for (int index = 0; index < list.Count; index++)
        {
            if (!Same(list[index], theirs[index]))
                return false;
        }

        return true;
    }

    /// <summary>Writes random JSON.</summary>
    internal static void Write(StringBuilder text, FuzzRandom random, int depth)
    {
        switch (random.Next(depth > 4 ? 5 : 9))
        {
            case 0: text.Append(random.Of(["null", "true", "false"])); break;
            case 1: text.Append(random.Of(["0", "-1", "7", "10.60", "1e3", "-2.5E-3", "9223372036854775807", "123456789012345678901234567890"])); break;
            case 2 or 3 or 4: text.Append(JsonConvert.ToString(random.Text())); break;
            case 5 or 6:
                text.Append('{');
                for (int count = random.Next(4), index = 0; index < count; index++)
                {
                    text.Append(index > 0 ? ", " : " ").Append(JsonConvert.ToString(random.OneIn(8) ? "a" : random.Text(4) + index)).Append(':');
                    Write(text, random, depth + 1);
                }

                text.Append('}');
                break;
            default:
                text.Append('[');
                for (int count = random.Next(4), index = 0; index < count; index++)
                {
                    text.Append(index > 0 ? "," : "");
                    Write(text, random, depth + 1);
                }

                text.Append("\n]");
                break;
        }
    }
}
