using System.Management.Automation;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What all cmdlets share that change or remove something that is there. Each row is an operation of its own: nothing is replayed.</summary>
/// <typeparam name="TRequest">The vendor's request.</typeparam>
/// <typeparam name="TResult">What the result looks like.</typeparam>
/// <remarks>
/// <para>The call may be repeated without harm, so one that was not answered is made again. The journal records each, so that nothing that was begun is forgotten.</para>
/// </remarks>
public abstract class ChangeResourceCommand<TRequest, TResult> : RowCommand<TRequest, TResult>
    where TRequest : class
    where TResult : ProvisionedResource
{
    private protected ChangeResourceCommand()
    {
    }

    private protected sealed override string Action => Definition.Kind switch
    {
        OperationKind.Delete => "Remove",
        OperationKind.Add => "Add",
        _ => "Set",
    };
}
