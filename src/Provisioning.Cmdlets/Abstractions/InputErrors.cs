using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Import;
using Provisioning.Cmdlets.Rows;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>Creates the errors of inputs that cannot be imported.</summary>
internal static class InputErrors
{
    /// <summary>Creates the error of an input that cannot be imported as it is.</summary>
    public static ErrorRecord Of(ImportException exception, string? path) => new(
        new PSArgumentException(path is null ? exception.Message : $"{path}: {exception.Message}"), exception.Id, ErrorCategory.InvalidData, path);

    /// <summary>Creates the error of a file that cannot be read or written.</summary>
    public static ErrorRecord OfFile(Exception exception, string path) => new(
        new PSArgumentException($"{path}: {exception.Message}", exception), "FileUnavailable", ErrorCategory.ResourceUnavailable, path);

    /// <summary>Creates the error of a path that is no file.</summary>
    public static ErrorRecord NoFile(string path) => new(
        new ItemNotFoundException($"There is no file '{path}'."), "FileNotFound", ErrorCategory.ObjectNotFound, path);

    /// <summary>Creates the error of a file that is there already.</summary>
    public static ErrorRecord FileExists(string path) => new(
        new PSArgumentException($"The file '{path}' exists. Use -Force to replace it."), "FileExists", ErrorCategory.ResourceExists, path);

    /// <summary>Creates the error of a name that is no row cmdlet's.</summary>
    public static ErrorRecord NoRowCommand(string name)
    {
        string[] names = [.. TargetCommand.All.Select(static command => command.Name)];
        string meant = Similarity.Find(name, names) is { } similar ? $" Did you mean {similar}?" : $" These do: {string.Join(", ", names)}.";
        return ErrorRecords.BadCall("UnknownCommand", $"'{name}' is no cmdlet of this module that takes rows.{meant}", name);
    }

    /// <summary>Creates the error of an input whose columns -Strict refuses.</summary>
    public static ErrorRecord NotStrict(IEnumerable<string> problems, string? path) =>
        Of(new ImportException("StrictColumns", $"{string.Join(" ", problems)} Nothing was imported (-Strict)."), path);

    /// <summary>Creates the error of an object of which no property is a column.</summary>
    public static ErrorRecord NoKnownColumn(string command, int row) => Of(
        new ImportException("NoKnownColumn", string.Format(
            CultureInfo.InvariantCulture,
            "No property of object {0} is a column that {1} knows or that -ColumnMap names. Get-ProvisioningColumn lists the columns.",
            row,
            command)),
        path: null);
}
