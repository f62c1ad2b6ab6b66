using System;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Cells;

/// <summary>Reads a parameter's value from a CSV cell, a JSON value or a script. An empty value counts as not specified.</summary>
public abstract class CellAttribute : ArgumentTransformationAttribute
{
    /// <summary>The text of the rule, which follows the field's name: <c>must be a whole number</c>.</summary>
    protected abstract string Rule { get; }

    /// <summary>The text of the rule, for lists of columns.</summary>
    internal string RuleText => Rule;

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        UnreadCell.Clear();
        CellRemark.Clear();
        object? input = Unwrap(inputData);
        if (input is null or DBNull || (input is string text && NameRule.Normalize(text).Length == 0))
            return null;
        var unread = new UnreadCell(Rule, string.Empty);
        string? part = null;
        try
        {
            if (Read(input) is { } value)
                return value;
        }
        catch (UnreadableValueException exception)
        {
            unread = unread with { Rule = exception.Message, Where = exception.Where };
            part = exception.Part;
        }

        UnreadCell.SetAside(unread with { Text = part ?? Show(input), At = part is null ? Locate(input) : null });
        return null;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="input">The input, which is neither null, empty nor wrapped.</param>
    /// <returns>The value; null if it cannot be read.</returns>
    protected abstract object? Read(object input);

    /// <summary>Returns the value as an error may show it.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The text.</returns>
    protected virtual string Show(object input) => Convert.ToString(input, CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>Returns the index of what is wrong in the text that an error shows; null if it is not known.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The index.</returns>
    private protected virtual int? Locate(object input) => null;

    /// <summary>Returns the text of a value of any type.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The text without leading and trailing white space.</returns>
    protected static string Text(object input) => (Convert.ToString(input, CultureInfo.InvariantCulture) ?? string.Empty).Trim();

    /// <summary>Removes PowerShell's wrapper, except from custom objects, which consist of it.</summary>
    /// <param name="value">A value.</param>
    /// <returns>The value itself.</returns>
    internal static object? Unwrap(object? value) =>
        value is PSObject wrapper && wrapper.BaseObject is not PSCustomObject ? wrapper.BaseObject : value;
}
