using System;
using System.Net.Http;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>A call to a vendor, ready to be sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, relative to the connection's base address.</param>
/// <param name="CorrelationId">The ID that ties all calls of a row together.</param>
/// <param name="Mask">Masks the connection's and the row's secrets in any text.</param>
internal sealed record Call(HttpMethod Method, string Path, string CorrelationId, Func<string, string> Mask)
{
    /// <summary>The body; null if there is none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>How the body is encoded.</summary>
    public BodyEncoding Encoding { get; init; }

    /// <summary>Receives the trace of the request and its answer; null if there is no trace.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>The body's media type.</summary>
    public string MediaType => Encoding == BodyEncoding.Json ? "application/json" : "application/x-www-form-urlencoded";
}
