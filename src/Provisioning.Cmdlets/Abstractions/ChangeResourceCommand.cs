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

    /// <summary>
    /// Returns a value if it is a change. A property of a piped object is none: what is not specified with the command is read when the
    /// change is made, and may be another one by then.
    /// </summary>
    /// <param name="given">The parameter's value.</param>
    /// <param name="piped">The property of the piped object.</param>
    private protected static string? Changed(string? given, string? piped) => given == piped ? null : given;
}
