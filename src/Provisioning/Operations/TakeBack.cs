using System;
using Provisioning.Connections;

namespace Provisioning.Operations;

/// <summary>How a vendor lets a customer be taken back.</summary>
/// <param name="Definition">The operation that does it.</param>
/// <param name="Action">What it does.</param>
/// <param name="Prepare">Makes the operation from the vendor's ID, the connection, the row's number and the operation that is taken back.</param>
internal sealed record TakeBack(OperationDefinition Definition, UndoAction Action, Func<Guid, Connection, int, long, PreparedOperation> Prepare)
{
    /// <summary>Describes an operation that takes back what another one created.</summary>
    /// <typeparam name="TRequest">The type of the request.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="definition">The operation.</param>
    /// <param name="action">What it does.</param>
    /// <param name="request">Makes the request from the vendor's ID.</param>
    public static TakeBack By<TRequest, TResult>(OperationDefinition<TRequest, TResult> definition, UndoAction action, Func<Guid, TRequest> request)
        where TRequest : class
        where TResult : ProvisionedResource => new(
            definition,
            action,
            (id, connection, row, undoes) => new PreparedOperation<TRequest, TResult>(definition, request(id), connection, row) { Undoes = undoes });
}
