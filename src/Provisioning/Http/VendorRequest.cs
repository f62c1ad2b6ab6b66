using System;
using System.Net.Http;
using Provisioning.Secrets;

namespace Provisioning.Http;

/// <summary>A request on its way through the handlers, with what they need to know of it.</summary>
internal sealed class VendorRequest(HttpMethod method, Uri address) : HttpRequestMessage(method, address)
{
    /// <summary>The id that the correlation handler sends.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Where the trace handler writes; null where nobody listens.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Masks secrets in what is traced.</summary>
    public required Func<string, string> Mask { get; init; }

    /// <summary>The bearer token that the sign-in handler put on, so that a refusal can be told from a refusal of an older one.</summary>
    public Secret? Token { get; set; }

    /// <summary>Whether it began to leave.</summary>
    public Departure Departure { get; } = new();
}
