using System.Collections.Generic;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Completion;
using Provisioning.Cmdlets.Import;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The base class of cmdlets that prepare rows for another cmdlet: the names of columns, empty cells, dates, numbers and words.</summary>
/// <remarks>
/// <para>
/// A column map says which column of the input becomes which column of the cmdlet: @{ companyName = 'Firma' }. Names match regardless of
/// case, of blanks around them, and of invisible characters. A column that has the name of one of the cmdlet's columns needs no entry. A
/// list names alternatives, of which the first that the input has is used: @{ companyName = 'Firma', 'Name' }. A column of the input may
/// serve several columns of the cmdlet. If both the column that the map names and one with the cmdlet's own name are there, the input is
/// refused as ambiguous.
/// </para>
/// <para>
/// One map can serve several cmdlets and several inputs. Entries for columns that only other cmdlets of this module have are ignored; a name
/// that no cmdlet has is an error. A key that is the name of a cmdlet holds a hashtable for that cmdlet alone, which takes precedence over
/// the entries outside; an empty value takes an entry away. An entry whose column is missing does no harm, unless the cmdlet requires it.
/// </para>
/// <para>
/// Only columns that hold dates, whole numbers, or true and false are converted. Dates are read by -DateFormat, and ISO 8601 is always
/// accepted. Numbers are read by -Culture: with de-DE, 1.000 is 1000. Thousands separators must separate thousands, so 10.6 is no German
/// 106, and remains 10.6. A number is left as it is if its invariant form would be another number in that culture, so that a second import
/// changes nothing. With -Culture, the words of that language for true and false are read as well, such as WAHR, ja, FALSCH and nein
/// (German, French, Spanish, Italian, Portuguese and Dutch). A cell that cannot be read stays as it is: a warning per column names the rows,
/// and the cmdlet refuses them with RuleViolation.
/// </para>
/// <para>
/// A row in which every cell is empty remains empty, whatever -Default says, and the cmdlet skips it.
/// </para>
/// </remarks>
/// <seealso href="about_Provisioning_CSV"/>
public abstract class InputCommand : PSCmdlet
{
    private protected InputCommand()
    {
    }

    /// <summary>
    /// The cmdlet that the rows are for, such as New-CcCustomer: any cmdlet of this module that takes rows. Required.
    /// </summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowCommandCompleter))]
    public string? For { get; set; }

    /// <summary>
    /// The column map: a hashtable such as @{ companyName = 'Firma' }, or the path of a file that contains one (.psd1, in which no code is
    /// run, or .json). Default: none.
    /// </summary>
    [Parameter]
    [ColumnMap]
    public ColumnMap? ColumnMap { get; set; }

    /// <summary>The values of empty cells, by the names of the cmdlet's columns: @{ country = 'DE' }. Default: none.</summary>
    [Parameter]
    [ColumnDefaults]
    public ColumnDefaults? Default { get; set; }

    /// <summary>
    /// The formats of dates, as .NET knows them, such as dd.MM.yyyy. Values in ISO 8601 are always accepted. Default: ISO 8601 alone.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DateFormat { get; set; }

    /// <summary>
    /// The culture of numbers, of words for true and false, and of names of months, such as de-DE. Default: none, which accepts what the
    /// cmdlets accept.
    /// </summary>
    [Parameter]
    public CultureInfo? Culture { get; set; }

    /// <summary>
    /// Refuses the input if columns are left over or if a required column is missing. Without it, a warning says so.
    /// </summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>What applies to all inputs.</summary>
    private protected ImportSettings Settings { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (TargetCommand.Named(For!) is not { } command)
        {
            ThrowTerminatingError(InputErrors.NoRowCommand(For!));
            return;
        }

        var dates = new LocalDate(DateFormat ?? [], Culture);
        if (dates.Problem is { } problem)
            ThrowTerminatingError(ErrorRecords.BadCall("InvalidValue", $"A -DateFormat {problem}.", DateFormat));
        try
        {
            Settings = new ImportSettings(
                command,
                new MapEntries(ReadMap(), command),
                DefaultValues.Of(Default?.Values ?? new Hashtable(), command),
                dates,
                Culture);
        }
        catch (ImportException exception)
        {
            ThrowTerminatingError(InputErrors.Of(exception, path: null));
        }
    }

    /// <summary>Says what should be looked at in an input, or refuses it with -Strict.</summary>
    /// <param name="plan">What becomes of the columns.</param>
    /// <param name="path">The file; null if there is none.</param>
    /// <param name="told">What was said already; null if nothing was.</param>
    private protected void Tell(ColumnPlan plan, string? path, HashSet<string>? told = null)
    {
        if (Strict && plan.Problems.Count > 0)
            ThrowTerminatingError(InputErrors.NotStrict(plan.Problems, path));
        Warn(plan.Problems.Where(problem => told is null || told.Add(problem)), path);
        foreach (string remark in plan.Remarks)
            WriteVerbose(path is null ? remark : $"{path}: {remark}");
    }

    /// <summary>Writes warnings about an input.</summary>
    private protected void Warn(IEnumerable<string> warnings, string? path)
    {
        foreach (string warning in warnings)
            WriteWarning(path is null ? warning : $"{path}: {warning}");
    }

    private IDictionary ReadMap() => ColumnMap switch
    {
        { Entries: { } entries } => entries,
        { Path: { } path } => MapFile.Read(GetUnresolvedProviderPathFromPSPath(path)),
        _ => new Hashtable(),
    };
}
