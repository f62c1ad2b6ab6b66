using System.Collections.Generic;
using System.Linq;
using Provisioning.Operations;

namespace Provisioning.Tests.Support;

/// <summary>Asks a vendor's rules about one request.</summary>
internal static class Rules
{
    /// <summary>The same request with one property changed.</summary>
    public static TRequest With<TRequest>(this TRequest request, string property, object? value)
        where TRequest : class
    {
        typeof(TRequest).GetProperty(property)!.SetValue(request, value);
        return request;
    }

    /// <summary>The fields that break a rule, with the rule: <c>zip is required</c>.</summary>
    public static IReadOnlyList<string> Broken<TRequest, TResult>(this OperationDefinition<TRequest, TResult> definition, TRequest request)
        where TRequest : class
        where TResult : ProvisionedResource =>
        [.. definition.Check(request).Select(violation => $"{violation.Field} {violation.Message}")];

    /// <summary>What the journal knows a request by: the best of its names; null where it gives none.</summary>
    public static string? NaturalKey<TRequest, TResult>(this OperationDefinition<TRequest, TResult> definition, TRequest request)
        where TRequest : class
        where TResult : ProvisionedResource => definition.Names.Of(request) is [var best, ..] ? best.Value : null;
}
