using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Provisioning.Sandbox.Wire;

/// <summary>The answer of a vendor, before a fault is applied.</summary>
internal sealed class VendorAnswer(int status, string? contentType, byte[] body)
{
    public const string JsonType = "application/json; charset=utf-8";
    public const string TextType = "text/plain; charset=utf-8";
    public const string HtmlType = "text/html; charset=utf-8";

    // The vendors do not escape characters that JSON allows unescaped, so the sandbox does not either.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Status { get; } = status;

    public string? ContentType { get; } = contentType;

    public byte[] Body { get; } = body;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static VendorAnswer Empty(int status) => new(status, null, []);

    public static VendorAnswer Text(int status, string text, string contentType = TextType) =>
        new(status, contentType, Encoding.UTF8.GetBytes(text));

    public static VendorAnswer Json(int status, string json) => new(status, JsonType, Encoding.UTF8.GetBytes(json));

    public static VendorAnswer Json(int status, Action<Utf8JsonWriter> write) => new(status, JsonType, Render(write));

    public static byte[] Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, _options))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    public VendorAnswer With(string header, string value) =>
        new(Status, ContentType, Body) { Headers = [.. Headers, KeyValuePair.Create(header, value)] };

    public async Task WriteAsync(HttpResponse response)
    {
        WriteHead(response);
        if (Status is StatusCodes.Status204NoContent)
            return;

        response.ContentLength = Body.Length;
        if (Body.Length > 0)
            await response.BodyWriter.WriteAsync(Body).ConfigureAwait(false);
    }

    /// <summary>Writes the status and headers without a length, for a body that is sent separately.</summary>
    public void WriteHead(HttpResponse response)
    {
        response.StatusCode = Status;
        if (ContentType is not null)
            response.ContentType = ContentType;
        foreach (KeyValuePair<string, string> header in Headers)
            response.Headers[header.Key] = header.Value;
    }
}
