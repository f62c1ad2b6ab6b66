using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Provisioning.Sandbox.Vendors;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Faults;

/// <summary>All that a fault may need to show itself.</summary>
/// <param name="Context">The connection to the caller.</param>
/// <param name="Vendor">Whose answer is being spoilt.</param>
/// <param name="Request">What the caller sent.</param>
/// <param name="Plan">The numbers that the plan sets.</param>
/// <param name="Answer">The true answer; null where the call was not processed.</param>
/// <param name="Stopping">The server is closing.</param>
internal sealed record FaultScene(HttpContext Context, IVendorSandbox Vendor, SandboxRequest Request, FaultPlan Plan, VendorAnswer? Answer, CancellationToken Stopping)
{
    public HttpResponse Response => Context.Response;

    public Task AnswerAsync(VendorAnswer answer) => answer.WriteAsync(Response);

    /// <summary>Waits, but no longer than the caller or the server does.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Context.RequestAborted, Stopping);
        await Task.Delay(time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
