using System;

namespace Provisioning.Cmdlets.Cells;

/// <summary>A nested value that has no form on the wire.</summary>
/// <param name="rule">What is wrong, so that it can follow the field's name.</param>
internal sealed class UnreadableValueException(string rule) : Exception(rule)
{
    /// <summary>Where in the value it is; null if that is not known.</summary>
    public string? Where { get; init; }

    /// <summary>The part of the value that is wrong; null for the whole value.</summary>
    public string? Part { get; init; }
}
