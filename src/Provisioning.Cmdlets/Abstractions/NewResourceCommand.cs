using System.Globalization;
using System.Management.Automation;
using Provisioning.Cmdlets.Rows;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The base class of cmdlets that create customers. It adds the key by which a second run recognizes a row.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <remarks>
/// <para>
/// The journal records the intent of an operation before the first byte is sent, and its result before that is written to the pipeline. The
/// same input can therefore be run again after any interruption: confirmed rows are returned as Replayed without a call, operations in
/// doubt are first checked with the vendor or reported, and all other rows are sent. See about_Provisioning_Journal.
/// </para>
/// <para>
/// With -Plan, nothing is changed, and each row gives an object whose Action is Create, Replay, Existing, InDoubt, Conflict, Duplicate, Invalid
/// or Skipped, with the reason. The vendor is asked, if it documents a way, unless -Offline is specified. Send the objects to Export-Clixml,
/// and specify that file as -ApprovedPlan to carry out what a person has approved.
/// </para>
/// </remarks>
public abstract class NewResourceCommand<TRequest, TResult> : RowCommand<TRequest, TResult>
    where TRequest : class
    where TResult : ProvisionedResource
{
    private Confirmation? _confirmation;
    private ApprovedPlan? _approved;

    private protected NewResourceCommand()
    {
    }

    /// <summary>
    /// The key of the row in the journal. A row with the same key and the same data is never sent twice. Default: the natural key.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OperationKey { get; set; }

    /// <summary>
    /// Creates the customers of rows another time that the journal has as confirmed. It asks for each row, with "yes to all";
    /// -Confirm:$false answers yes, and a host that cannot ask gets ConfirmationNeeded before anything is sent. The confirmed operation stays
    /// in the journal as it is. Operations in doubt are settled first.
    /// </summary>
    [Parameter]
    public SwitchParameter CreateAgain { get; set; }

    /// <summary>Treats names that differ only in case as names of different customers, if each row has its own -OperationKey.</summary>
    [Parameter]
    public SwitchParameter AllowSimilar { get; set; }

    /// <summary>
    /// What becomes of a row whose customer the vendor has already: Error (AlreadyExists) or Return (the customer is returned as Existing, with
    /// the fields that differ). Nothing is overwritten. If it is specified, the vendor is asked before each first call, if it can be asked.
    /// Default: the vendor is not asked, and the row fails with AlreadyExists if the vendor refuses it; a vendor that refuses no second one
    /// creates it. -Plan asks in any case.
    /// </summary>
    [Parameter]
    public IfExists? IfExists { get; set; }

    /// <summary>
    /// Plans the rows: returns what would be done with each of them and why, and changes nothing. The plan checks the rules, duplicates in the
    /// input, the journal, and with vendors that can be asked, whether they have the customer already.
    /// </summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    /// <summary>With -Plan: does not ask the vendor.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <summary>
    /// The plan that was approved: the rows that -Plan returned, or the path of the file that Export-Clixml wrote of them. Rows that have drifted
    /// from it, and rows that were not to be created, are refused with PlanDrift. Default: none.
    /// </summary>
    [Parameter]
    [PlanSource]
    [ValidateNotNullOrEmpty]
    public PlanSource? ApprovedPlan { get; set; }

    private protected sealed override bool IsPlan => Plan;

    private protected sealed override RunOptions Options => base.Options with
    {
        CreateAgain = CreateAgain,
        AllowSimilar = AllowSimilar,
        IfExists = IfExists,
        IsPlan = Plan,
        IsOffline = Offline,
        ApprovedPlan = _approved,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Offline && !Plan)
            ThrowTerminatingError(ErrorRecords.BadCall("OfflineWithoutPlan", "-Offline goes with -Plan only: without it, rows are sent."));
        if (Plan && ApprovedPlan is not null)
            ThrowTerminatingError(ErrorRecords.BadCall("TwoPlans", "-Plan makes a plan and -ApprovedPlan carries one out: specify one of them."));
        base.BeginProcessing();
        _approved = ApprovedPlan is null ? null : new PlanReader(this).Read(ApprovedPlan.Items);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_approved is { MissingRows: > 0 and var missing })
        {
            WriteWarning(missing == 1
                ? "1 row of the approved plan was not in the input."
                : string.Format(CultureInfo.InvariantCulture, "{0} rows of the approved plan were not in the input.", missing));
        }
    }

    private protected sealed override void NoteRow(int row) => _approved?.Note(row);

    private protected override string Action => "Create";

    private protected sealed override string? KeyOverride => OperationKey;

    private protected sealed override bool IsAgreed(string target) => !CreateAgain || (_confirmation ??= new Confirmation(this)).IsGiven(
        $"{target}: create the customer even if the journal says that it was created? A second customer is paid for, and cannot be taken back by"
        + " calling again.",
        "Create again");
}
