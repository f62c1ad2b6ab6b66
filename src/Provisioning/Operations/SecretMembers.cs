using System;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>
/// Masks what an answer gives away by itself: the values of members whose names say that they are secret, such as SafeMobi's
/// <c>IframeStatsToken</c>. The module never knew them, so no redactor would find them.
/// </summary>
internal static class SecretMembers
{
    private static readonly string[] s_reasons = ["message", "errorMessage", "description", "exception"];

    private static readonly string[] s_words = ["token", "secret", "password", "apikey", "accesslink"];

    /// <summary>Returns an answer without such values; the same instance if it has none.</summary>
    public static Answer Hide(Answer answer)
    {
        if (answer.Text is not { } text || (!HasWord(text) && text.IndexOf("\\u", StringComparison.Ordinal) < 0))
            return answer;
        if (answer.Json is not JContainer json)
        {
            // JSON that cannot be read, because it is damaged or not strict, has such values all the same.
            return LooksLikeJson(text) ? answer.With(text: null, json: null) : answer;
        }

        var copy = (JContainer)json.DeepClone();
        return Hide(copy) ? answer.With(copy.ToString(Formatting.None), copy) : answer;
    }

    private static bool LooksLikeJson(string text) => text.TrimStart() is { Length: > 0 } start && start[0] is '{' or '[';

    private static bool Hide(JContainer json)
    {
        bool hasHidden = false;
        foreach (JToken token in json.DescendantsAndSelf())
        {
            if (token is JProperty property && HasWord(property.Name))
                hasHidden |= Hide(property.Value, isAlone: true);
        }

        return hasHidden;
    }

    // Of a list or an object, texts are hidden, but not what says why such a value was refused.
    private static bool Hide(JToken value, bool isAlone)
    {
        bool hasHidden = false;
        switch (value)
        {
            case JValue { Value: string { Length: > 0 } } text:
                text.Value = Secret.Masked;
                return true;
            case JValue { Value: long or double or decimal } number when isAlone:
                number.Value = Secret.Masked;
                return true;
            case JObject item:
                foreach (JProperty property in item.Properties())
                    hasHidden |= !s_reasons.Contains(property.Name, StringComparer.OrdinalIgnoreCase) && Hide(property.Value, isAlone: false);
                return hasHidden;
            case JArray list:
                foreach (JToken one in list)
                    hasHidden |= Hide(one, isAlone: false);
                return hasHidden;
            default:
                return false;
        }
    }

    private static bool HasWord(string text)
    {
        foreach (string word in s_words)
        {
            if (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }
}
