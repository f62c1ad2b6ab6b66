using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Extensions.Primitives;

namespace Provisioning.Sandbox.Wire;

/// <summary>The query parameters of a call. Any other parameter is a violation, so that misspelled names are found.</summary>
internal sealed class QueryReader
{
    private readonly Dictionary<string, StringValues> _query;
    private readonly List<Violation> _violations = [];

    /// <summary>Reads the parameters of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="known">The documented parameters. Names are case-sensitive.</param>
    public QueryReader(SandboxRequest request, params string[] known)
    {
        _query = request.Query;
        foreach ((string name, StringValues values) in _query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                _violations.Add(new Violation(name, "is not a documented parameter (names are case-sensitive)."));
            else if (values.Count > 1)
                _violations.Add(new Violation(name, "must be given only once."));
        }
    }

    /// <summary>The violated rules of the parameters that were read so far.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Returns a parameter as text; null if it is missing or empty.</summary>
    public string? Text(string name, int maxLength = int.MaxValue)
    {
        if (!_query.TryGetValue(name, out StringValues value) || value.ToString() is not { Length: > 0 } text)
            return null;
        if (text.Length > maxLength)
            _violations.Add(new Violation(name, string.Create(CultureInfo.InvariantCulture, $"may be up to {maxLength} characters.")));
        return text;
    }

    /// <summary>Returns a parameter that must be one of some values; null if it is missing or empty.</summary>
    public string? OneOf(string name, params IReadOnlyCollection<string> allowed)
    {
        string? text = Text(name);
        if (text is not null && !allowed.Contains(text))
            _violations.Add(new Violation(name, $"must be one of {string.Join(", ", allowed)}."));
        return text;
    }

    /// <summary>Returns a parameter that must be a UUID; null if it is missing or empty.</summary>
    public Guid? Uuid(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Guid.TryParseExact(text, "D", out Guid id))
            return id;
        _violations.Add(new Violation(name, "must be a UUID."));
        return null;
    }

    /// <summary>Returns a parameter that must be a number within limits.</summary>
    public int Number(string name, int defaultValue, int min, int max)
    {
        if (Text(name) is not { } text)
            return defaultValue;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
            return number;
        _violations.Add(new Violation(name, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {max}.")));
        return defaultValue;
    }
}
