using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Secrets;

namespace Provisioning.Http;

/// <summary>
/// Traces each request and the headers of each answer for <c>-Debug</c>, with secrets masked. The body of the answer is traced when it is
/// read.
/// </summary>
internal sealed class TraceHandler : DelegatingHandler
{
    // Masked entirely, by name: these may contain a credential that the module does not know, such as a cookie.
    private static readonly HashSet<string> s_secretHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Authentication", "Ocp-Apim-Subscription-Key", "Proxy-Authorization",
        "Cookie", "Set-Cookie", "Api-Key", "X-Api-Key",
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var vendorRequest = (VendorRequest)request;
        return vendorRequest.Trace is { } trace
            ? SendTracedAsync(vendorRequest, trace, cancellationToken)
            : base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendTracedAsync(
        VendorRequest request, Action<string> trace, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().Append("> ").Append(request.Method).Append(' ').Append(request.RequestUri);
        AppendHeaders(text, "> ", request.Headers);
        if (request.Content is ObservedContent content)
        {
            AppendHeaders(text, "> ", content.Headers);
            text.AppendLine().Append("> ").AppendLine().Append("> ").Append(Encoding.UTF8.GetString(content.Body));
        }

        trace(ShownText.OfTrace(request.Mask(text.ToString())));
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        text.Clear().Append("< HTTP ").Append((int)response.StatusCode);
        AppendHeaders(text, "< ", response.Headers);
        AppendHeaders(text, "< ", response.Content.Headers);
        trace(ShownText.OfTrace(request.Mask(text.ToString())));
        return response;
    }

    private static void AppendHeaders(StringBuilder text, string margin, HttpHeaders headers)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
        {
            text.AppendLine().Append(margin).Append(header.Key).Append(": ")
                .Append(s_secretHeaders.Contains(header.Key) ? Secret.Masked : string.Join(", ", header.Value));
        }
    }
}
