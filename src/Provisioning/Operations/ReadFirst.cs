using System;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>
/// What is read before an update is sent: if a vendor requires all fields, those that the row does not specify are taken from what the
/// vendor has.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <param name="Path">The path to read, relative to the base address.</param>
/// <param name="Find">Finds what is wanted in the answer; null if it is not what the vendor documents.</param>
/// <param name="Complete">
/// Adds the fields that the request does not specify. Returns what keeps the row from being sent, as a sentence; null if nothing does.
/// </param>
public sealed record ReadFirst<TRequest>(
    Func<TRequest, string> Path, Func<JToken, JObject?> Find, Func<TRequest, JObject, string?> Complete)
{
    /// <summary>
    /// Makes the verdict of a 2xx answer that is a refusal; null if it is not one. Default: a 2xx answer is never a refusal.
    /// </summary>
    public Func<Answer, Verdict?> FindRefusal { get; init; } = static _ => null;
}
