using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Provisioning.Sandbox.Wire;

/// <summary>Reads a request's whole body.</summary>
internal static class RequestBody
{
    /// <summary>The most that is read; Kestrel answers 413 beyond it.</summary>
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

            // Examined but not consumed: the bytes stay in the pipe until the whole body is there to be copied once.
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
