namespace Provisioning.Runs;

/// <summary>Says where rows go, and whose customers they become.</summary>
internal static class Destination
{
    public static string Of(string vendor, string baseUri, string? account) =>
        $"{vendor} at {baseUri}{(string.IsNullOrEmpty(account) ? string.Empty : $" as '{account}'")}";
}
