using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Tests.Support;

/// <summary>Runs one operation through the executor, without a run or a journal around it.</summary>
internal static class Deliver
{
    public static Task<OperationResult> DeliverAsync(
        this PreparedOperation operation, IOperationLog? log = null, bool isInDoubt = false, RetryPolicy? retry = null,
        CancellationToken stop = default, CancellationToken abandon = default)
    {
        operation.AssignId(operation.ProposedId);
        var signals = new StopSignals(stop, abandon);
        return new OperationExecutor(operation, log ?? SilentLog.Instance, NoNames.Instance, retry ?? new RetryPolicy(operation.Connection.Options), signals).DeliverAsync(isInDoubt);
    }

    /// <summary>Makes one call and says what is known of it: no retry, no recovery.</summary>
    public static async Task<Attempt> CallAsync(this PreparedOperation operation, IOperationLog? log = null)
    {
        operation.AssignId(operation.ProposedId);
        var call = new Call(operation.Definition.Method, operation.Path, operation.CorrelationId, operation.Mask)
        {
            Body = operation.EncodeBody(),
            Encoding = operation.Definition.Encoding,
            Trace = log is null ? null : log.Debug,
        };
        using var client = new VendorClient(operation.Connection);
        return await client.SendAsync(call, operation.Definition.Judge, CancellationToken.None);
    }
}
