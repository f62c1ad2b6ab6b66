using System;
using System.Net.Http;

namespace Provisioning.Http;

/// <summary>The token endpoint was not reached, or did not answer.</summary>
/// <param name="address">The address of the endpoint.</param>
/// <param name="cause">What went wrong.</param>
internal sealed class TokenRequestException(Uri address, Exception cause) : HttpRequestException(cause.Message, cause)
{
    /// <summary>The address of the endpoint.</summary>
    public Uri Address { get; } = address;
}
