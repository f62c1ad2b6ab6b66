using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Import;

namespace Provisioning.Cmdlets.Commands.Input;

/// <summary>Gets the columns that a cmdlet reads from its rows.</summary>
/// <remarks>
/// <para>
/// Returns each column with its name, whether each row needs a value, how a cell is read, the documented rules, and an example. The names
/// are those of a template, which New-ProvisioningTemplate creates, and the targets of a column map.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A nested object is listed before its flat columns, such as primaryContact before primaryContactName. A template has only the flat ones.
/// The descriptions are those of the help, and the examples those of the files in the module's folder Examples.
/// </para>
/// </notes>
/// <example>
/// <para>List the columns of a cmdlet</para>
/// <code>
/// Get-ProvisioningColumn New-CcCustomer
/// </code>
/// </example>
/// <example>
/// <para>Find the required columns of all cmdlets that create something</para>
/// <code>
/// Get-ProvisioningColumn New-* | Where-Object Required | Format-Table Name, Type, Rule -GroupBy Cmdlet
/// </code>
/// </example>
/// <example>
/// <para>Look at one column</para>
/// <code>
/// Get-ProvisioningColumn New-QhCustomerAccount expirationDate | Format-List
/// </code>
/// </example>
/// <seealso href="New-ProvisioningTemplate"/>
/// <seealso href="Import-ProvisioningCsv"/>
/// <seealso href="about_Provisioning_CSV"/>
[Cmdlet(VerbsCommon.Get, "ProvisioningColumn")]
[OutputType(typeof(ProvisioningColumn))]
public sealed class GetProvisioningColumnCommand : PSCmdlet
{
    /// <summary>The cmdlets, such as New-CcCustomer. Wildcards are allowed. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RowCommandCompleter))]
    public string[]? For { get; set; }

    /// <summary>The names of the columns. Wildcards are allowed. Default: all columns.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in For!)
        {
            WildcardPattern pattern = PatternOf(name);
            TargetCommand[] commands = [.. TargetCommand.All.Where(command => pattern.IsMatch(command.Name))];
            if (commands.Length == 0 && TargetCommand.Named(name) is { } qualified)
                commands = [qualified];
            if (commands.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(InputErrors.NoRowCommand(name));
            foreach (TargetCommand command in commands)
                Write(command);
        }
    }

    private void Write(TargetCommand command)
    {
        WildcardPattern[]? asked = Name is null ? null : [.. Name.Select(PatternOf)];
        foreach (TargetColumn column in command.Columns.Where(column => asked is null || asked.Any(pattern => column.Names.Any(pattern.IsMatch))))
        {
            WriteObject(new ProvisioningColumn(
                command, column, ExampleCells.Of(command, column), HelpTexts.Of(command.Name, column.Parameter)));
        }
    }

    private static WildcardPattern PatternOf(string name) =>
        WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
}
