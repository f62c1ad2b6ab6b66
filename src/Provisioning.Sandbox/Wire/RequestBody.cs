using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Provisioning.Sandbox.Wire;

/// <summary>Reads the whole body of a request.</summary>
internal static class RequestBody
{
    /// <summary>The maximum size. Kestrel answers larger bodies with 413.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public static async ValueTask<byte[]> ReadAsync(HttpRequest request)
    {
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync().ConfigureAwait(false);
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            // Examined but not consumed: the bytes remain in the pipe until the whole body can be copied at once.
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
