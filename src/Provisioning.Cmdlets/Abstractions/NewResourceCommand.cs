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
    private protected NewResourceCommand()
    {
    }

    /// <summary>
    /// The key of the row in the journal. A row with the same key and the same data is never sent twice. Default: the natural key.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OperationKey { get; set; }

    /// <summary>
    /// Sends rows again that the journal has as confirmed. This creates a second customer if the vendor allows it. It has no effect on
    /// operations in doubt.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Treats names that differ only in case as names of different customers, if each row has its own -OperationKey.</summary>
    [Parameter]
    public SwitchParameter AllowSimilar { get; set; }

    private protected sealed override RunOptions Options => base.Options with { Force = Force, AllowSimilar = AllowSimilar };

    private protected sealed override string Action => "Create";

    private protected sealed override string? KeyOverride => OperationKey;
}
