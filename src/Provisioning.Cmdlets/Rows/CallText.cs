using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Rows;

/// <summary>Shows the calls of a row, without secrets.</summary>
internal static class CallText
{
    /// <summary>Returns the method, address and body of each call, in order.</summary>
    public static string Of(PreparedOperation operation) => string.Join(", then ", Calls(operation));

    private static IEnumerable<string> Calls(PreparedOperation operation)
    {
        for (PreparedOperation? step = operation; step is not null; step = step.Next)
        {
            string body = step.Definition.FieldNames.Any() ? " " + step.Mask(step.BodyWithoutSecrets()) : string.Empty;
            yield return $"{step.Definition.Method} {new Uri(step.Connection.BaseUri, step.Path)}{body}";
        }
    }
}
