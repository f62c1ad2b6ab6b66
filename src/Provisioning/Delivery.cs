namespace Provisioning;

/// <summary>What is known of a create call: whether the vendor has it, and what it said.</summary>
public enum Delivery
{
    /// <summary>The body never began to leave: name resolution, connect, TLS, waiting. Sending again is safe.</summary>
    NotSent,

    /// <summary>The vendor turned the call away unprocessed: 429, or 503 with <c>Retry-After</c>. Sending again is safe.</summary>
    Throttled,

    /// <summary>The vendor refused: a 4xx other than 408, a redirect, or a status that says so.</summary>
    Rejected,

    /// <summary>The vendor said yes, readably.</summary>
    Confirmed,

    /// <summary>The body began to leave and no readable yes or no came back. Sending again could create a second customer.</summary>
    Unknown,
}
