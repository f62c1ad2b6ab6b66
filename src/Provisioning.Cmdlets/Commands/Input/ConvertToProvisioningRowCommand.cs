using System.Collections.Generic;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Import;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Commands.Input;

/// <summary>Converts objects from elsewhere to rows for a cmdlet of this module.</summary>
/// <remarks>
/// <para>
/// Does with objects what Import-ProvisioningCsv does with the records of a file: renames columns, fills empty cells, converts texts, and
/// numbers the objects. Objects are rows of Import-Excel or a database, hashtables, or output of other commands. Nothing is sent.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// Values that are not text, such as dates and numbers, pass as they are. DBNull is an empty cell. RowNumber and SourceFile are kept if an
/// object has them; otherwise RowNumber is the position of the object from 1. Properties that are left over are passed on for records and
/// hashtables, and left out for objects of other types, which have properties that nobody expects to be used.
/// </para>
/// </notes>
/// <example>
/// <para>Convert the records of another command</para>
/// <code>
/// $rows = [pscustomobject]@{ Firma = 'Bergquelle AG'; Ende = '31.12.2027' }, [pscustomobject]@{ Firma = 'Huber KG'; Ende = '30.06.2027' }
/// $options = @{ ColumnMap = @{ companyName = 'Firma'; expirationDate = 'Ende' }; DateFormat = 'dd.MM.yyyy' }
/// $rows | ConvertTo-ProvisioningRow -For New-QhCustomerAccount @options | New-QhCustomerAccount -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Fill empty values</para>
/// <code>
/// $row = @{ companyName = 'Kestrel Optics Ltd'; city = 'Sheffield' }
/// $row | ConvertTo-ProvisioningRow -For New-CcCustomer -Default @{ country = 'GB' } -WarningAction SilentlyContinue
/// </code>
/// </example>
/// <example>
/// <para>Refuse objects that have other properties</para>
/// <code>
/// $row = [pscustomobject]@{ companyName = 'Kestrel Optics Ltd'; routeURL = 'kestrel' }
/// $row | ConvertTo-ProvisioningRow -For New-QhCustomerAccount -Strict
/// </code>
/// </example>
/// <seealso href="Import-ProvisioningCsv"/>
/// <seealso href="Get-ProvisioningColumn"/>
[Cmdlet(VerbsData.ConvertTo, "ProvisioningRow")]
[OutputType(typeof(PSObject))]
public sealed class ConvertToProvisioningRowCommand : InputCommand
{
    private readonly Dictionary<string, RowShaper> _shapers = [];
    private readonly HashSet<string> _told = [];
    private CellConverter? _converter;
    private object? _input;
    private int _position;

    /// <summary>The object: a record, a hashtable, a row of a database, or the output of another command. Required.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [NotKept]
    public PSObject? InputObject
    {
        get;
        set
        {
            field = value;
            _input = NotKeptAttribute.Take();
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _converter = new CellConverter(Settings.Dates, Settings.Culture);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _position++;
        var values = InputObjectValues.Of(_input);
        string shape = string.Join("\u0001", values.Names) + values.IsRecord;
        try
        {
            if (!_shapers.TryGetValue(shape, out RowShaper? shaper))
                _shapers[shape] = shaper = CreateShaper(values);
            WriteObject(shaper.Shape(values.Values, _position, source: null));
        }
        catch (ImportException exception)
        {
            ThrowTerminatingError(InputErrors.Of(exception, path: null));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Warn(_converter!.TakeWarnings(), path: null);

    private RowShaper CreateShaper(InputObjectValues values)
    {
        var plan = new ColumnPlan(values.Names, Settings.Command, Settings.Map, Settings.Defaults, values.IsRecord);
        if (!plan.HasKnown)
            ThrowTerminatingError(InputErrors.NoKnownColumn(Settings.Command.Name, _position));
        Tell(plan, path: null, _told);
        return new RowShaper(values.Names, plan, Settings.Defaults, _converter!) { KeepsLeftOver = values.IsRecord };
    }
}
