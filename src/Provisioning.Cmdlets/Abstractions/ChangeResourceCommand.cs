using System.Management.Automation;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>
/// The base class of cmdlets that change or remove something that exists. Each row is a new operation: nothing is replayed.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <remarks>
/// <para>
/// The call can safely be repeated, so it is made again if it was not answered. The journal records each operation, so that none is
/// forgotten.
/// </para>
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
