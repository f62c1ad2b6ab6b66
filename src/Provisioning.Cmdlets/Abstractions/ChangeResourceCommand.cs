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

    private protected override string Action => Definition.Kind == OperationKind.Delete ? "Remove" : "Set";

    /// <summary>Returns a text if it is a change; null if it is a property of the piped object.</summary>
    /// <param name="hasPiped">Whether an object was piped whose properties are no changes.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="given">The parameter's value.</param>
    /// <param name="piped">The property of the piped object.</param>
    private protected string? Changed(bool hasPiped, string parameter, string? given, string? piped) =>
        !hasPiped || IsChange(parameter, given, piped) ? given : null;
}
