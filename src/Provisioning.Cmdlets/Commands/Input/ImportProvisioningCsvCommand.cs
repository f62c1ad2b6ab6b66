using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Import;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Commands.Input;

/// <summary>Imports a CSV file as rows for a cmdlet of this module, whatever its encoding, delimiter, headers and formats.</summary>
/// <remarks>
/// <para>
/// Finds the delimiter, makes sure that the file is in the encoding in which it is read, renames columns, fills empty cells, converts dates
/// and numbers, and numbers the records. The rows pipe into the cmdlet that -For names. The whole file is checked before the first row is
/// returned. Nothing is sent.
/// </para>
/// <para>
/// UTF-8 with and without a byte order mark, and UTF-16 with one, are recognized. Any other encoding must be named; the error shows which
/// -Encoding fits. Delimiters are recognized by the header line: comma, semicolon, tab, or vertical bar. Excel's first line "sep=;" is
/// honored. PowerShell's own parser then reads the cells. A record with more cells than there are headers, a quote that is not closed, and
/// two columns with the same header end the import with an error, because values would be lost or end up in the wrong column.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A row has RowNumber first (the file's own column with that name, else the position of the record from 1), then the cmdlet's columns, then
/// columns that are left over, and last SourceFile, the path of the file. The journal records SourceFile of the first row for the run.
/// </para>
/// <para>
/// The file that -FailurePath of the cmdlet writes can be corrected and imported again with the same map and the same parameters. It is
/// recognized by its SourceFile column (or Error and Reason): columns that have the cmdlet's names keep them, and its own encoding and
/// delimiter take precedence over -Encoding and -Delimiter, if its byte order mark and its header show them.
/// </para>
/// <para>
/// Passwords pass through as text. No error, warning or message of this cmdlet contains a cell of a column for secrets.
/// </para>
/// </notes>
/// <example>
/// <para>Import a file that has the cmdlet's own columns</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-ProvisioningCsv (Join-Path $examples quickhelp.csv) -For New-QhCustomerAccount | New-QhCustomerAccount -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Import an export of a German Excel</para>
/// <code>
/// 'Firma;Lizenzen;Ende', 'Bergquelle AG;1.200;31.12.2027', 'Huber KG;20;30.06.2027' | Set-Content kunden.csv
/// $map = @{ companyName = 'Firma'; licenses = 'Lizenzen'; expirationDate = 'Ende' }
/// $options = @{ For = 'New-QhCustomerAccount'; ColumnMap = $map; DateFormat = 'dd.MM.yyyy'; Culture = 'de-DE' }
/// Import-ProvisioningCsv kunden.csv @options
/// </code>
/// <para>If the file has umlauts and is not in UTF-8, the error names the -Encoding to use, such as windows-1252.</para>
/// </example>
/// <example>
/// <para>Use one map file for two vendors, and refuse columns that are left over</para>
/// <code>
/// 'Firma,Kurzname,PLZ', 'Bergquelle AG,bergquelle,80331' | Set-Content kunden.csv
/// '@{ companyName = "Firma"; routeURL = "Kurzname"; zip = "PLZ" }' | Set-Content map.psd1
/// Import-ProvisioningCsv kunden.csv -For New-QhCustomerAccount -ColumnMap map.psd1 -Strict
/// Import-ProvisioningCsv kunden.csv -For New-CcCustomer -ColumnMap map.psd1 -WarningAction SilentlyContinue
/// </code>
/// </example>
/// <example>
/// <para>Correct the rows that failed, and import them again</para>
/// <code>
/// 'Firma;Lizenzen', 'Seeblick GmbH;12', 'Huber KG;zwölf' | Set-Content kunden.csv -Encoding utf8
/// $options = @{ For = 'New-QhCustomerAccount'; ColumnMap = @{ companyName = 'Firma'; licenses = 'Lizenzen' }; WarningAction = 'Ignore' }
/// Import-ProvisioningCsv kunden.csv @options | New-QhCustomerAccount -FailurePath failed.csv -ErrorAction SilentlyContinue
/// (Get-Content failed.csv) -replace 'zwölf', '12' | Set-Content failed.csv -Encoding utf8
/// Import-ProvisioningCsv failed.csv @options | New-QhCustomerAccount
/// </code>
/// </example>
/// <seealso href="ConvertTo-ProvisioningRow"/>
/// <seealso href="Get-ProvisioningColumn"/>
/// <seealso href="New-ProvisioningTemplate"/>
[Cmdlet(VerbsData.Import, "ProvisioningCsv", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PSObject))]
public sealed class ImportProvisioningCsvCommand : InputCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>The path of the file, or of several. Wildcards are allowed. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The path of the file, or of several, exactly as it is. Required.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>
    /// The encoding of the file: a name such as windows-1252, ibm850, iso-8859-1, utf-8 or utf-16, on every platform, or the number of a code
    /// page. A file that is evidently in another one is refused. Default: the one that the byte order mark shows, else UTF-8.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public string? Encoding { get; set; }

    /// <summary>The delimiter. Default: the one that the header line shows.</summary>
    [Parameter]
    public char? Delimiter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ImportSettings settings = Settings with { Encoding = Encoding, Delimiter = Delimiter };
        var sources = new List<CsvSource>();
        try
        {
            // All files are looked at before the first row of any is returned.
            foreach (string path in Files())
            {
                sources.Add(Open(path, settings));
                WriteVerbose(sources[sources.Count - 1].Description);
                Tell(sources[sources.Count - 1].Plan, path);
            }

            foreach (CsvSource source in sources)
                Import(source);
        }
        finally
        {
            sources.ForEach(static source => source.Dispose());
        }
    }

    private void Import(CsvSource source)
    {
        if (source.Count == 0)
            Warn(["The file has a header line and no rows."], source.Path);
        var converter = new CellConverter(Settings.Dates, Settings.Culture);
        foreach (PSObject row in source.Rows(converter))
        {
            if (Stopping)
                return;
            WriteObject(row);
        }

        Warn(converter.TakeWarnings(), source.Path);
    }

    private CsvSource Open(string path, ImportSettings settings)
    {
        try
        {
            return CsvSource.Open(path, settings);
        }
        catch (ImportException exception)
        {
            ThrowTerminatingError(InputErrors.Of(exception, path));
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(InputErrors.OfFile(exception, path));
            throw;
        }
    }

    private List<string> Files()
    {
        List<string> files = [.. ParameterSetName == LiteralPathSet
            ? LiteralPath!.Select(GetUnresolvedProviderPathFromPSPath)
            : Path!.SelectMany(Resolve)];
        if (files.FirstOrDefault(static path => !File.Exists(path)) is { } missing)
            ThrowTerminatingError(InputErrors.NoFile(missing));
        return files;
    }

    private IEnumerable<string> Resolve(string path)
    {
        Collection<string> found = [];
        try
        {
            found = GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            // The same error as for a pattern that matches nothing.
        }

        if (found.Count == 0)
            ThrowTerminatingError(InputErrors.NoFile(path));
        return found;
    }
}
