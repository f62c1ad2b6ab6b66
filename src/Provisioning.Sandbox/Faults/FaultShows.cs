using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Provisioning.Sandbox.Hosting;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Faults;

/// <summary>What the caller sees of each fault.</summary>
internal static class FaultShows
{
    private const int HugeBytes = 6 * 1024 * 1024;
    private const string ProxyPage =
        "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><h1>Please sign in</h1></body></html>";

    private static readonly TimeSpan _perByte = TimeSpan.FromMilliseconds(200);

    // A reset discards unsent data. The caller must first receive the part that it is meant to see.
    private static readonly TimeSpan _beforeAbort = TimeSpan.FromMilliseconds(50);

    public static Func<FaultScene, Task> Json(string json) => scene => scene.AnswerAsync(VendorAnswer.Json(200, json));

    public static Func<FaultScene, Task> Status(int status) => scene =>
        scene.Vendor.AnswerStatus(status) is { } answer ? scene.AnswerAsync(answer) : ServerErrorAsync(scene);

    public static Func<FaultScene, Task> Throttle(int status, bool retryAfter) => scene =>
    {
        VendorAnswer answer =
            VendorAnswer.Text(status, status == 429 ? "Rate limit is exceeded. Try again later." : "The service is unavailable.");
        return scene.AnswerAsync(retryAfter ? answer.With("Retry-After", RetryAfter(scene.Plan)) : answer);
    };

    public static Task ServerErrorAsync(FaultScene scene) =>
        scene.AnswerAsync(scene.Vendor.Fail(scene.Request, "An unexpected error occurred."));

    public static Task RequestTimeoutAsync(FaultScene scene) => scene.AnswerAsync(VendorAnswer.Text(408, "Request Timeout"));

    public static Task HtmlAsync(FaultScene scene) => scene.AnswerAsync(VendorAnswer.Text(200, ProxyPage, VendorAnswer.HtmlType));

    public static Task EmptyAsync(FaultScene scene) => scene.AnswerAsync(VendorAnswer.Empty(200));

    public static Task ExpiredTokenAsync(FaultScene scene) => scene.AnswerAsync(scene.Vendor.RefuseToken(scene.Request));

    public static Task EchoSecretsAsync(FaultScene scene) =>
        scene.AnswerAsync(scene.Vendor.Refuse(scene.Request, "The request could not be understood: " + scene.Request.Verbatim()));

    public static Task RedirectAsync(FaultScene scene)
    {
        HttpRequest request = scene.Context.Request;
        return scene.AnswerAsync(
            VendorAnswer.Empty(302).With("Location", $"{request.Scheme}://{request.Host}{ControlEndpoints.Elsewhere}"));
    }

    public static Task ResetAsync(FaultScene scene)
    {
        scene.Context.Abort();
        return Task.CompletedTask;
    }

    public static async Task HangAsync(FaultScene scene)
    {
        await scene.WaitAsync(TimeSpan.FromMilliseconds(scene.Plan.HangMs)).ConfigureAwait(false);
        scene.Context.Abort();
    }

    public static async Task TruncatedAsync(FaultScene scene)
    {
        VendorAnswer answer = scene.Answer ?? VendorAnswer.Json(200, """{"status":0,"message":"cut short"}""");
        if (answer.Body.Length == 0)
        {
            // An answer that is a head alone can only be cut short in its head, so the caller sees none of it.
            scene.Context.Abort();
            return;
        }

        answer.WriteHead(scene.Response);
        scene.Response.ContentLength = answer.Body.Length;
        await scene.Response.BodyWriter.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2)).ConfigureAwait(false);
        await scene.WaitAsync(_beforeAbort).ConfigureAwait(false);
        scene.Context.Abort();
    }

    /// <summary>Sends no Content-Length, so that a reader must count for itself.</summary>
    public static async Task HugeAsync(FaultScene scene)
    {
        VendorAnswer.Json(200, "").WriteHead(scene.Response);
        byte[] block = new byte[64 * 1024];
        Array.Fill(block, (byte)'x');

        await scene.Response.BodyWriter.WriteAsync("{\"padding\":\""u8.ToArray()).ConfigureAwait(false);
        for (int sent = 0; sent < HugeBytes && !scene.Context.RequestAborted.IsCancellationRequested; sent += block.Length)
            await scene.Response.BodyWriter.WriteAsync(block).ConfigureAwait(false);
        await scene.Response.BodyWriter.WriteAsync("\"}"u8.ToArray()).ConfigureAwait(false);
    }

    public static async Task SlowBodyAsync(FaultScene scene)
    {
        VendorAnswer answer = scene.Answer!;
        if (answer.Body.Length == 0)
        {
            await scene.AnswerAsync(answer).ConfigureAwait(false);
            return;
        }

        answer.WriteHead(scene.Response);
        scene.Response.ContentLength = answer.Body.Length;
        CancellationToken aborted = scene.Context.RequestAborted;
        for (int i = 0; i < answer.Body.Length && !scene.Stopping.IsCancellationRequested && !aborted.IsCancellationRequested; i++)
        {
            await scene.Response.BodyWriter.WriteAsync(answer.Body.AsMemory(i, 1)).ConfigureAwait(false);
            await scene.WaitAsync(_perByte).ConfigureAwait(false);
        }
    }

    // An HTTP date has no fraction. It is rounded up, so that it never asks for less time than was set.
    private static string RetryAfter(FaultPlan plan) => plan.RetryAfterForm == RetryAfterForm.Seconds
        ? plan.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)
        : DateTimeOffset.UtcNow.AddSeconds(plan.RetryAfterSeconds).AddMilliseconds(999).ToString("R", CultureInfo.InvariantCulture);
}
