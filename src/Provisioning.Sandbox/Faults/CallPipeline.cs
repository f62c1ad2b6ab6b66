using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Vendors;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Faults;

/// <summary>The only place where faults are applied to calls, for all vendors.</summary>
internal sealed class CallPipeline(SandboxState state, SandboxFaults faults, CancellationToken stopping)
{
    /// <summary>Answers a create call. It counts as open from its arrival to the end of its answer.</summary>
    public async Task CreateAsync(
        HttpContext context, IVendorSandbox vendor, VendorLedger ledger, Func<SandboxRequest, VendorAnswer> process)
    {
        ledger.BeginCall();
        try
        {
            await AnswerAsync(context, vendor, process, CallKind.Change).ConfigureAwait(false);
        }
        finally
        {
            ledger.EndCall();
        }
    }

    /// <summary>
    /// Answers a call that changes something that exists. Faults apply to it as to a create call, but it does not count as one.
    /// </summary>
    public Task ChangeAsync(HttpContext context, IVendorSandbox vendor, Func<SandboxRequest, VendorAnswer> process) =>
        AnswerAsync(context, vendor, process, CallKind.Change);

    /// <summary>Answers a read call. It does not count as a create call, and faults apply to it only if the plan says so.</summary>
    public Task ReadAsync(HttpContext context, IVendorSandbox vendor, Func<SandboxRequest, VendorAnswer> process) =>
        AnswerAsync(context, vendor, process, CallKind.Read);

    /// <summary>Answers a call for a token. Faults apply to it only if the plan says so.</summary>
    public Task TokenAsync(HttpContext context, IVendorSandbox vendor, Func<SandboxRequest, VendorAnswer> process) =>
        AnswerAsync(context, vendor, process, CallKind.Token);

    private async Task AnswerAsync(
        HttpContext context, IVendorSandbox vendor, Func<SandboxRequest, VendorAnswer> process, CallKind call)
    {
        byte[] body = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
        var request = new SandboxRequest(context.Request, body);

        ActiveFaultPlan active = faults.Current;
        if (!active.Concerns(vendor.Name, call))
        {
            await process(request).WriteAsync(context.Response).ConfigureAwait(false);
            return;
        }

        FaultKind? kind = active.Next();
        // A busy server does not notice that its caller has given up. Only the end of the server cuts the wait short.
        if (active.Plan.LatencyMs > 0)
            await Task.Delay(active.Plan.LatencyMs, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopping.IsCancellationRequested)
        {
            context.Abort();
            return;
        }

        if (kind is null)
            await process(request).WriteAsync(context.Response).ConfigureAwait(false);
        else
            await MisbehaveAsync(
                kind, new FaultScene(context, vendor, request, active.Plan, null, stopping), process).ConfigureAwait(false);
    }

    private async Task MisbehaveAsync(FaultKind kind, FaultScene scene, Func<SandboxRequest, VendorAnswer> process)
    {
        state.CountFault(kind.Name);
        if (kind.Processing == Processing.BeforeTheFault)
            scene = scene with { Answer = process(scene.Request) };
        else if (kind.Processing == Processing.InTheBackground)
            _ = ProcessLateAsync(scene.Request.Detach(), scene.Plan.LateMs, process);

        await kind.ShowAsync(scene).ConfigureAwait(false);
    }

    private async Task ProcessLateAsync(SandboxRequest request, int lateMs, Func<SandboxRequest, VendorAnswer> process)
    {
        int generation = state.Generation;
        await Task.Delay(lateMs, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested && generation == state.Generation)
            process(request);
    }
}
