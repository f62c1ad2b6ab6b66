using System.Management.Automation;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What all cmdlets that create customers share: the key that a second run recognizes a row by.</summary>
/// <typeparam name="TRequest">The vendor's request.</typeparam>
/// <typeparam name="TResult">What a created customer looks like.</typeparam>
/// <remarks>
/// <para>Before the first byte of an operation leaves, its intent is in the journal; before its result is written to the pipeline, so is its outcome. The same input may therefore be run again after any interruption: what is confirmed comes out as Replayed without a call, the rest is sent, and operations in doubt are first checked with the vendor, or reported. See about_Provisioning_Journal.</para>
/// </remarks>
public abstract class NewResourceCommand<TRequest, TResult> : RowCommand<TRequest, TResult>
    where TRequest : class
    where TResult : ProvisionedResource
{
    /// <summary>What the journal knows the row by. The same key with the same data is never sent twice. Default: the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OperationKey { get; set; }

    /// <summary>Sends again what the journal has as confirmed: this creates a second customer where the vendor allows it. What is in doubt is not forced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Takes names that differ from known ones in letter case alone for other customers' names, where each row has an -OperationKey of its own.</summary>
    [Parameter]
    public SwitchParameter AllowSimilar { get; set; }

    private protected sealed override RunOptions Options => base.Options with { Force = Force, AllowSimilar = AllowSimilar };

    private protected sealed override string Action => "Create";

    private protected sealed override string? KeyOverride => OperationKey;
}
