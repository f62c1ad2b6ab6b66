using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Import;

namespace Provisioning.Cmdlets.Commands.Input;

/// <summary>Creates a CSV file with the header line of a cmdlet's columns.</summary>
/// <remarks>
/// <para>
/// The file is in UTF-8 with a byte order mark, so that Excel reads it correctly. It contains the columns of the cmdlet that -For names, in
/// the order of the vendor's document, as the vendor spells them. A nested object has its flat columns, such as primaryContactName. Fill in
/// the rows, and pipe them to the cmdlet with Import-ProvisioningCsv.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A file that exists is not replaced without -Force. OperationKey, which overrides the key by which a second run recognizes a row, is the
/// last column; leave it empty if you do not need it. Get-ProvisioningColumn describes the columns.
/// </para>
/// </notes>
/// <example>
/// <para>Create a template with all columns</para>
/// <code>
/// New-ProvisioningTemplate -For New-CcCustomer -Path customers.csv
/// </code>
/// </example>
/// <example>
/// <para>Create a template with the required columns, for an Excel that uses semicolons</para>
/// <code>
/// New-ProvisioningTemplate New-SafeMobiAccount accounts.csv -Required -Delimiter ';'
/// Get-Content accounts.csv
/// </code>
/// </example>
/// <example>
/// <para>Create templates for all cmdlets that create customers</para>
/// <code>
/// (Get-ProvisioningColumn New-*).Cmdlet | Select-Object -Unique | ForEach-Object { New-ProvisioningTemplate $_ "$_.csv" }
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningColumn"/>
/// <seealso href="Import-ProvisioningCsv"/>
/// <seealso href="about_Provisioning_CSV"/>
[Cmdlet(VerbsCommon.New, "ProvisioningTemplate", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewProvisioningTemplateCommand : PSCmdlet
{
    /// <summary>The cmdlet that the file is for, such as New-CcCustomer. Required.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowCommandCompleter))]
    public string? For { get; set; }

    /// <summary>The path of the file. Required.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Writes only the columns that need a value in each row.</summary>
    [Parameter]
    public SwitchParameter Required { get; set; }

    /// <summary>The delimiter. Default: a comma.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>Replaces the file if it exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TargetCommand.Named(For!) is not { } command)
        {
            ThrowTerminatingError(InputErrors.NoRowCommand(For!));
            return;
        }

        string path = GetUnresolvedProviderPathFromPSPath(Path!);
        if (!Force && File.Exists(path))
            ThrowTerminatingError(InputErrors.FileExists(path));
        if (!ShouldProcess(path, $"Create a template for {command.Name}"))
            return;
        string[] columns = [.. command.Columns.Where(column => column.IsInTemplate && (column.IsRequired || !Required))
            .Select(static column => column.Name)];
        try
        {
            // Between the question and the answer, another program may have created the file.
            using var file = new FileStream(path, Force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            writer.WriteLine(string.Join(Delimiter.ToString(CultureInfo.InvariantCulture), columns));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(InputErrors.OfFile(exception, path));
        }

        WriteObject(new FileInfo(path));
    }
}
