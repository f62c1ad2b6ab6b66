using System;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>
/// What is read before an update is sent: if a vendor requires all fields, those that the row does not specify are taken from what the
/// vendor has.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <param name="Path">The path to read, relative to the base address.</param>
/// <param name="Complete">Adds the fields that the request does not specify. Returns false if what was read cannot be used.</param>
public sealed record ReadFirst<TRequest>(Func<TRequest, string> Path, Func<TRequest, JToken, bool> Complete);
