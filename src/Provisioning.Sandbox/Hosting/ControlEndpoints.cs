using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Provisioning.Sandbox.Faults;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Hosting;

/// <summary>The sandbox's own endpoints: showing the state, resetting it, and setting faults.</summary>
internal static class ControlEndpoints
{
    /// <summary>The target of the redirect fault, which no careful client ever requests.</summary>
    public const string Elsewhere = "/_sandbox/elsewhere";

    private static readonly string[] _get = ["GET"];
    private static readonly string[] _post = ["POST"];
    private static readonly string[] _delete = ["DELETE"];

    public static void Map(IEndpointRouteBuilder routes, SandboxServer server)
    {
        routes.MapMethods("/_sandbox/state", _get, context => ShowStateAsync(context, server.State));
        routes.MapMethods("/_sandbox/reset", _post, context =>
        {
            server.Reset();
            return NoContent(context);
        });
        routes.MapMethods("/_sandbox/faults", _get, context => FaultPlanWriter.Write(server.Faults.Plan).WriteAsync(context.Response));
        routes.MapMethods("/_sandbox/faults", _post, context => SetFaultsAsync(context, server.Faults));
        routes.MapMethods("/_sandbox/faults", _delete, context =>
        {
            server.Faults.Clear();
            return NoContent(context);
        });
        routes.Map(Elsewhere, context =>
        {
            server.State.CountRedirectFollowed();
            return VendorAnswer.Json(200, """{"elsewhere":true}""").WriteAsync(context.Response);
        });
        routes.MapFallback("{**path}", context =>
            Problem(404, [$"No such endpoint: {context.Request.Method} {context.Request.Path}"]).WriteAsync(context.Response));
    }

    private static Task ShowStateAsync(HttpContext context, SandboxState state)
    {
        string? vendor = context.Request.Query["vendor"];
        if (vendor is not null && !state.VendorNames.Contains(vendor))
            return Problem(400, [$"No such vendor: {vendor}. Known: {string.Join(", ", state.VendorNames)}."]).WriteAsync(context.Response);

        bool summary = string.Equals(context.Request.Query["summary"], "true", StringComparison.OrdinalIgnoreCase);
        return new VendorAnswer(
            200, VendorAnswer.JsonType, SnapshotJson.Serialize(state.Snapshot(vendor, !summary))).WriteAsync(context.Response);
    }

    private static async Task SetFaultsAsync(HttpContext context, SandboxFaults faults)
    {
        byte[] body = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
        IReadOnlyList<string> problems = faults.Apply(body);
        VendorAnswer answer = problems.Count == 0 ? FaultPlanWriter.Write(faults.Plan) : Problem(400, problems);
        await answer.WriteAsync(context.Response).ConfigureAwait(false);
    }

    private static VendorAnswer Problem(int status, IReadOnlyList<string> problems) => VendorAnswer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("errors");
        foreach (string problem in problems)
            json.WriteStringValue(problem);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
