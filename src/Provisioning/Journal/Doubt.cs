using System;

namespace Provisioning.Journal;

/// <summary>What a journal knows of an operation in doubt.</summary>
/// <param name="Known">The operation.</param>
/// <param name="SinceOver">How long its call has surely been over. Negative if it may still be on its way.</param>
internal sealed record Doubt(KnownOperation Known, TimeSpan SinceOver);
