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
        this PreparedOperation operation, IOperationLog? log = null, IOperationRecord? record = null, RetryPolicy? retry = null,
        IfExists? ifExists = null, CancellationToken stop = default, CancellationToken abandon = default)
    {
        operation.AssignId(operation.ProposedId);
        var signals = new StopSignals(stop, abandon);
        retry ??= new RetryPolicy(operation.Connection.Options);
        var executor = new OperationExecutor(
            operation,
            log ?? SilentLog.Instance,
            VendorChannel.Of(operation.Connection),
            record ?? new UnrecordedOperation(),
            Waiting.Instance,
            retry,
            signals,
            ifExists);
        return executor.DeliverAsync();
    }

    /// <summary>Makes one call of an account at SafeMobi and says what is known of it.</summary>
    public static async Task<Attempt> AttemptAsync(System.Uri address, ConnectionOptions? options = null)
    {
        using Connection connection = Make.SafeMobi(address, options);
        return await Make.Row(connection, Make.MobiAccount()).CallAsync();
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
        return await client.SendAsync(call, operation.Judge, CancellationToken.None);
    }

    /// <summary>A row that is alone gives its place to nobody.</summary>
    private sealed class Waiting : IRowSlot
    {
        public static Waiting Instance { get; } = new();

        public Task LeaveAsync(Task wait) => wait;
    }
}
