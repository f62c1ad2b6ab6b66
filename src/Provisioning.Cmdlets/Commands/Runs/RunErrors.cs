using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Reports;

namespace Provisioning.Cmdlets.Commands.Runs;

/// <summary>Creates the errors of the cmdlets that look at runs.</summary>
internal static class RunErrors
{
    public static ErrorRecord NotARun(string text) => ErrorRecords.BadCall(
        "InvalidValue", $"'{ShownText.Of(text)}' is not the ID of a run: it is a GUID, or the first digits of one.", text);

    public static ErrorRecord NoSuchRun(string text, string journal) => new(
        new ItemNotFoundException($"There is no run {text} in the journal '{journal}'."), "RunNotFound", ErrorCategory.ObjectNotFound, text);

    public static ErrorRecord SeveralRuns(string text, string journal) => ErrorRecords.BadCall(
        "SeveralRuns", $"Several runs in the journal '{journal}' begin with {text}. Specify more digits.", text);

    public static ErrorRecord NoRuns(string journal) => new(
        new ItemNotFoundException($"There is no run in the journal '{journal}' yet."), "RunNotFound", ErrorCategory.ObjectNotFound, journal);

    public static ErrorRecord UnknownFormat(string path) => ErrorRecords.BadCall(
        "UnknownReportFormat", $"The ending of '{path}' is not that of a report: use {ReportFormats.Endings}.", path);

    public static ErrorRecord FileExists(string path) => new(
        new PSInvalidOperationException($"'{path}' exists already. Use -Force to replace it."), "FileExists", ErrorCategory.ResourceExists, path);

    public static ErrorRecord NotWritten(string path, Exception exception) =>
        new(exception, "ReportNotWritten", ErrorCategory.WriteError, path)
        {
            ErrorDetails = new ErrorDetails($"The report '{path}' could not be written: {exception.Message}"),
        };
}
