using System;

namespace Provisioning.Cmdlets.Cells;

/// <summary>A nested value that has no form on the wire.</summary>
/// <param name="rule">What is wrong, so that it can follow the field's name.</param>
internal sealed class UnreadableValueException(string rule) : Exception(rule);
