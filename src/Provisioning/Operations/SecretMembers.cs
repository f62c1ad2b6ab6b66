using System;
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
    private static readonly string[] s_words = ["token", "secret", "password", "apikey", "accesslink"];

    /// <summary>Returns an answer without such values; the same instance if it has none.</summary>
    public static Answer Hide(Answer answer)
    {
        if (answer.Json is not JContainer json || answer.Text is not { } text || !HasWord(text))
            return answer;
        var copy = (JContainer)json.DeepClone();
        return Hide(copy)
            ? new Answer(answer.Status, copy.ToString(Formatting.None), copy, answer.Problem)
            {
                RetryAfter = answer.RetryAfter,
                Location = answer.Location,
            }
            : answer;
    }

    private static bool Hide(JContainer json)
    {
        bool hasHidden = false;
        foreach (JToken token in json.DescendantsAndSelf())
        {
            if (token is not JProperty property || !HasWord(property.Name))
                continue;
            if (property.Value is JValue { Value: string { Length: > 0 } or long or double or decimal } value)
            {
                value.Value = Secret.Masked;
                hasHidden = true;
            }
        }

        return hasHidden;
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
