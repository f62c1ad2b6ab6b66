using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Provisioning.Http;

/// <summary>
/// A request body that notes when it is first asked to write itself: until then nothing of it can have reached the vendor
/// (refused port, unknown host, connect or TLS failure), from then on it may have.
/// </summary>
internal sealed class ObservedContent : HttpContent
{
    private readonly byte[] _body;
    private volatile bool _began;

    public ObservedContent(byte[] body, string mediaType)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", mediaType);
    }

    /// <summary>Whether the body began to leave.</summary>
    public bool Began => _began;

    public byte[] Body => _body;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (_began)
        {
            // A handler below that wants to send the body a second time on its own would break the promise.
            throw new InvalidOperationException("The body was asked for a second time within one call.");
        }

        _began = true;
        return stream.WriteAsync(_body, 0, _body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
