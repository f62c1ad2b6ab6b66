using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>The text form of a field's value, for forms, errors, views and fingerprints. It is culture-independent.</summary>
internal static class FieldText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        Secret => Secret.Masked,
        DateTimeOffset time => Of(time),
        JToken token => token.ToString(Formatting.None),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable<string> list => string.Join(";", list),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>Returns ISO 8601 text in UTC, without a fraction if it is zero.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
