using System;
using System.Net.Http;
using Provisioning.Secrets;

namespace Provisioning.Http;

/// <summary>A request, with what the handlers need to know about it.</summary>
internal sealed class VendorRequest(HttpMethod method, Uri address) : HttpRequestMessage(method, address)
{
    /// <summary>The ID that the correlation handler sends.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Receives the trace; null if there is no trace.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Masks secrets in the trace.</summary>
    public required Func<string, string> Mask { get; init; }

    /// <summary>
    /// The bearer token that the sign-in handler added, so that its refusal can be distinguished from that of an older one.
    /// </summary>
    public Secret? Token { get; set; }

    /// <summary>Whether the first byte was sent.</summary>
    public Departure Departure { get; } = new();
}
