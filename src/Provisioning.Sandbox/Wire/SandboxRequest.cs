using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Provisioning.Sandbox.Wire;

/// <summary>A request with its body.</summary>
internal sealed class SandboxRequest
{
    private readonly IHeaderDictionary _headers;
    private readonly RouteValueDictionary _routeValues;

    public SandboxRequest(HttpRequest request, byte[] body)
        : this(request.Method, request.Path + request.QueryString, request.Headers, request.RouteValues, body)
    {
    }

    private SandboxRequest(string method, string target, IHeaderDictionary headers, RouteValueDictionary routeValues, byte[] body)
    {
        Method = method;
        Target = target;
        _headers = headers;
        _routeValues = routeValues;
        Body = body;
    }

    public string Method { get; }

    /// <summary>The path and query.</summary>
    public string Target { get; }

    /// <summary>The ID in the path, if the route has one.</summary>
    public string? Id => Route("id");

    public byte[] Body { get; }

    public bool IsJson => HasMediaType("application/json");

    public bool IsForm => HasMediaType("application/x-www-form-urlencoded");

    public Dictionary<string, StringValues> Query =>
        Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and int at ? QueryHelpers.ParseQuery(Target[at..]) : [];

    /// <summary>Returns a variable part of the path by the name that the route gives it; null if the route has none of that name.</summary>
    public string? Route(string name) => _routeValues[name] as string;

    /// <summary>Returns the value of a header; null if it is missing or empty.</summary>
    public string? Header(string name) =>
        _headers.TryGetValue(name, out StringValues values) && values.ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Makes a copy that outlives the request, whose headers and route values are reused for the next one.</summary>
    public SandboxRequest Detach()
    {
        var headers = new HeaderDictionary(_headers.Count);
        foreach (KeyValuePair<string, StringValues> header in _headers)
            headers[header.Key] = header.Value;
        return new SandboxRequest(Method, Target, headers, new RouteValueDictionary(_routeValues), Body);
    }

    /// <summary>Returns the request as it was sent, including secrets, which a careless vendor's error message might repeat.</summary>
    public string Verbatim()
    {
        var text = new StringBuilder().Append(Method).Append(' ').Append(Target).Append('\n');
        foreach (KeyValuePair<string, StringValues> header in _headers)
            text.Append(header.Key).Append(": ").Append(header.Value.ToString()).Append('\n');
        return text.Append('\n').Append(Encoding.UTF8.GetString(Body)).ToString();
    }

    private bool HasMediaType(string mediaType)
    {
        string? value = Header("Content-Type");
        return value is not null && value.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase)
            && (value.Length == mediaType.Length || value[mediaType.Length] is ';' or ' ');
    }
}
