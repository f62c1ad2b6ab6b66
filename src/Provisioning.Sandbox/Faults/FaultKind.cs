using System;
using System.Threading.Tasks;

namespace Provisioning.Sandbox.Faults;

/// <summary>When a call with a fault is actually processed.</summary>
internal enum Processing
{
    Never,
    BeforeTheFault,
    InTheBackground,
}

/// <summary>A kind of fault: whether the call is processed, and what the caller sees.</summary>
internal sealed record FaultKind(string Name, Processing Processing, Func<FaultScene, Task> ShowAsync);
