using System;

namespace Provisioning.Connections.SignIn;

/// <summary>Checks the values of headers.</summary>
internal static class HeaderValue
{
    /// <summary>
    /// Refuses a value that would end the header or that HTTP cannot carry. The error does not show the value: it may be a secret.
    /// </summary>
    public static void Check(string name, string value)
    {
        if (Problem(name, value) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>Why a value cannot be sent in a header; null if it can.</summary>
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
