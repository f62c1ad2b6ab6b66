using System;

namespace Provisioning.Connections.SignIn;

/// <summary>What may stand in a header.</summary>
internal static class HeaderValue
{
    /// <summary>Refuses what would end the header or what HTTP cannot carry. The value is not named: it may be a secret.</summary>
    public static void Check(string name, string value)
    {
        if (Problem(name, value) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>The same in words; null where the value may stand there.</summary>
    public static string? Problem(string name, string value)
    {
        foreach (char c in value)
        {
            if (c is '\r' or '\n')
                return $"The value for the header '{name}' must not contain line breaks.";
            if (c is < ' ' or > '~')
                return $"The value for the header '{name}' may contain only printable ASCII characters.";
        }

        return null;
    }
}
