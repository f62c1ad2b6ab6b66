using System;
using System.Net.Http;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>One call to a vendor, ready to be sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, relative to the connection's base address.</param>
/// <param name="CorrelationId">The id that ties all calls of a row together.</param>
/// <param name="Mask">Masks the connection's and the row's secrets in any text.</param>
internal sealed record Call(HttpMethod Method, string Path, string CorrelationId, Func<string, string> Mask)
{
    /// <summary>The body; null where there is none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>How the body is written.</summary>
    public BodyEncoding Encoding { get; init; }

    /// <summary>Where the request and its answer are traced; null where nobody listens.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>The body's media type.</summary>
    public string MediaType => Encoding == BodyEncoding.Json ? "application/json" : "application/x-www-form-urlencoded";
}
