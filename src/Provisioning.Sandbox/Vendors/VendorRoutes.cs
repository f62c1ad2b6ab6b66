using System;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Provisioning.Sandbox.Faults;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors;

/// <summary>Maps the calls of one vendor under its name.</summary>
internal sealed class VendorRoutes(IEndpointRouteBuilder endpoints, CallPipeline pipeline, IVendorSandbox vendor, VendorLedger ledger)
{
    /// <summary>Maps a create call. It is counted, and faults apply to it.</summary>
    public void Create(string method, string path, Func<SandboxRequest, VendorAnswer> process) =>
        Map(method, path, context => pipeline.CreateAsync(context, vendor, ledger, process));

    /// <summary>Maps a call that changes something that exists. Faults apply to it, but it is not counted.</summary>
    public void Change(string method, string path, Func<SandboxRequest, VendorAnswer> process) =>
        Map(method, path, context => pipeline.ChangeAsync(context, vendor, process));

    /// <summary>Maps a read call. Faults apply to it if the plan says so.</summary>
    public void Read(string path, Func<SandboxRequest, VendorAnswer> process) => Read("GET", path, process);

    /// <summary>Maps a read call with another method than GET.</summary>
    public void Read(string method, string path, Func<SandboxRequest, VendorAnswer> process) =>
        Map(method, path, context => pipeline.ReadAsync(context, vendor, process));

    /// <summary>Maps a call for a token. Faults apply to it if the plan says so.</summary>
    public void Token(string method, string path, Func<SandboxRequest, VendorAnswer> process) =>
        Map(method, path, context => pipeline.TokenAsync(context, vendor, process));

    private void Map(string method, string path, RequestDelegate handle)
    {
        var spelling = new PathSpelling($"/{vendor.Name}/{path}");
        endpoints.MapMethods(spelling.Template, [method], context =>
        {
            // Routing is not case-sensitive, but some vendors are. A path that is not written as documented must fail.
            if (spelling.Fits(context.Request.Path.Value!))
                return handle(context);

            return VendorAnswer.Text(404, $"No such endpoint: {context.Request.Path}. It is written {path}.").WriteAsync(context.Response);
        });
    }
}
