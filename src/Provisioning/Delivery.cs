namespace Provisioning;

/// <summary>What is known about a call: whether it reached the vendor, and what the vendor said.</summary>
public enum Delivery
{
    /// <summary>
    /// No byte was sent: the call failed at name resolution, connecting or TLS, or was still waiting. It is safe to send it again.
    /// </summary>
    NotSent,

    /// <summary>
    /// The vendor turned the call away without processing it: 429, or 503 with <c>Retry-After</c>. It is safe to send it again.
    /// </summary>
    Throttled,

    /// <summary>The vendor refused: a 4xx status other than 408, a redirect other than 303, or an answer that says so.</summary>
    Rejected,

    /// <summary>The vendor said yes in a readable answer.</summary>
    Confirmed,

    /// <summary>The call was sent, but no readable answer came back. Sending it again could create a second customer.</summary>
    Unknown,
}
