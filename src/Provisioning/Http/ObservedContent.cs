using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Provisioning.Http;

/// <summary>A request body that records its call's departure and can be sent only once.</summary>
internal sealed class ObservedContent : HttpContent
{
    private readonly byte[] _body;
    private readonly Departure _departure;
    private bool _wasWritten;

    /// <summary>Creates the body.</summary>
    /// <param name="body">The bytes; empty for a call that changes something and has no body.</param>
    /// <param name="mediaType">The media type; null if there are no bytes.</param>
    /// <param name="departure">The call's departure.</param>
    public ObservedContent(byte[] body, string? mediaType, Departure departure)
    {
        _body = body;
        _departure = departure;
        if (mediaType is not null)
            Headers.TryAddWithoutValidation("Content-Type", mediaType);
    }

    public byte[] Body => _body;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (_wasWritten)
        {
            // A lower handler that sends the body a second time could create a second customer.
            throw new InvalidOperationException("The body was requested a second time within one call.");
        }

        _wasWritten = true;
        _departure.Note();
        return stream.WriteAsync(_body, 0, _body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
