using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Tests.Support;

/// <summary>Runs one operation through the engine, without a run or a journal around it.</summary>
internal static class Deliver
{
    public static Task<Completion> DeliverAsync(this PreparedOperation operation, IOperationLog? log = null, CancellationToken stop = default, CancellationToken abandon = default)
    {
        operation.AssignId(operation.ProposedId);
        return new DeliveryEngine(operation, log ?? SilentLog.Instance, isNameUsedByAnother: null, stop, abandon).DeliverAsync(isInDoubt: false);
    }

    /// <summary>Makes one call and says what is known of it: no retry, no recovery.</summary>
    internal static async Task<Attempt> CallAsync(this PreparedOperation operation, IOperationLog? log = null)
    {
        operation.AssignId(operation.ProposedId);
        return await operation.Connection.Client.CreateAsync(operation, operation.EncodeBody(), log ?? SilentLog.Instance, CancellationToken.None);
    }
}
