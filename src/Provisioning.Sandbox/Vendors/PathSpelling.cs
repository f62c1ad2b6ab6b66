using System;
using System.Linq;

namespace Provisioning.Sandbox.Vendors;

/// <summary>The spelling of a path as documented, with variable parts in braces.</summary>
internal sealed class PathSpelling(string template)
{
    private readonly string?[] _parts = [.. template.Split('/').Select(part => part.StartsWith('{') ? null : part)];

    public string Template => template;

    /// <summary>Returns whether a path has the same fixed parts, letter for letter.</summary>
    public bool Fits(ReadOnlySpan<char> path)
    {
        int index = 0;
        foreach (Range range in path.Split('/'))
        {
            if (index == _parts.Length || (_parts[index] is { } part && !path[range].SequenceEqual(part)))
                return false;
            index++;
        }

        return index == _parts.Length;
    }
}
