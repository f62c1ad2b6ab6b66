using System;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>
/// What is read before an update is sent: a vendor that wants all fields every time is given those of the row, and of what it has itself for the rest.
/// </summary>
/// <typeparam name="TRequest">The request that is completed.</typeparam>
/// <param name="Path">The path to read, relative to the base address.</param>
/// <param name="Complete">Fills in what the request does not give; false where what was read cannot be used.</param>
public sealed record ReadFirst<TRequest>(Func<TRequest, string> Path, Func<TRequest, JToken, bool> Complete);
