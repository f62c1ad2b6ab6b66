using System;
using System.Threading.Tasks;

namespace Provisioning.Sandbox.Faults;

/// <summary>When a call with a fault is processed for real.</summary>
internal enum Processing
{
    Never,
    BeforeTheFault,
    InTheBackground,
}

/// <summary>One way to misbehave: whether the call is processed all the same, and what the caller gets to see.</summary>
internal sealed record FaultKind(string Name, Processing Processing, Func<FaultScene, Task> ShowAsync);
