using System;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Cells;

/// <summary>Reads a parameter from what a CSV cell, a JSON value or a script gives. Empty means not given.</summary>
public abstract class CellAttribute : ArgumentTransformationAttribute
{
    /// <summary>What a value must be, so that it can follow the field's name: <c>must be a whole number</c>.</summary>
    protected abstract string Rule { get; }

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        UnreadCell.Clear();
        object? input = Unwrap(inputData);
        if (input is null or DBNull || (input is string text && NameRule.Normalize(text).Length == 0))
            return null;
        string rule = Rule;
        try
        {
            if (Read(input) is { } value)
                return value;
        }
        catch (UnreadableValueException exception)
        {
            rule = exception.Message;
        }

        UnreadCell.SetAside(rule, Show(input));
        return null;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="input">What was given: not null, not empty, not wrapped.</param>
    /// <returns>The value; null where it cannot be read.</returns>
    protected abstract object? Read(object input);

    /// <summary>The value as an error may show it.</summary>
    /// <param name="input">What was given.</param>
    /// <returns>The text.</returns>
    protected virtual string Show(object input) => Convert.ToString(input, CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The text of a value, however it is typed.</summary>
    /// <param name="input">What was given.</param>
    /// <returns>The text, without white space around it.</returns>
    protected static string Text(object input) => (Convert.ToString(input, CultureInfo.InvariantCulture) ?? string.Empty).Trim();

    /// <summary>Takes PowerShell's wrapper off, except from objects that are nothing but wrapper.</summary>
    /// <param name="value">A value.</param>
    /// <returns>The value itself.</returns>
    internal static object? Unwrap(object? value) => value is PSObject wrapper && wrapper.BaseObject is not PSCustomObject ? wrapper.BaseObject : value;
}
