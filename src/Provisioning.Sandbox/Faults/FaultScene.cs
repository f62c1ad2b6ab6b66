using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Provisioning.Sandbox.Vendors;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Faults;

/// <summary>Everything that a fault may need.</summary>
/// <param name="Context">The connection to the caller.</param>
/// <param name="Vendor">The vendor whose answer is affected.</param>
/// <param name="Request">What the caller sent.</param>
/// <param name="Plan">The plan in effect.</param>
/// <param name="Answer">The actual answer; null if the call was not processed.</param>
/// <param name="Stopping">Set when the server is closing.</param>
internal sealed record FaultScene(
    HttpContext Context, IVendorSandbox Vendor, SandboxRequest Request, FaultPlan Plan, VendorAnswer? Answer, CancellationToken Stopping)
{
    public HttpResponse Response => Context.Response;

    public Task AnswerAsync(VendorAnswer answer) => answer.WriteAsync(Response);

    /// <summary>Waits until the time is over, the caller disconnects or the server closes.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Context.RequestAborted, Stopping);
        await Task.Delay(time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
