using System.Management.Automation;
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
/// </remarks>
public abstract class NewResourceCommand<TRequest, TResult> : RowCommand<TRequest, TResult>
    where TRequest : class
    where TResult : ProvisionedResource
{
    private Confirmation? _confirmation;

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

    private protected sealed override RunOptions Options => base.Options with { CreateAgain = CreateAgain, AllowSimilar = AllowSimilar };

    private protected override string Action => "Create";

    private protected sealed override string? KeyOverride => OperationKey;

    private protected sealed override bool IsAgreed(string target) => !CreateAgain || (_confirmation ??= new Confirmation(this)).IsGiven(
        $"{target}: create the customer even if the journal says that it was created? A second customer is paid for, and cannot be taken back by"
        + " calling again.",
        "Create again");
}
