using System;
using System.Reflection;
using System.Runtime.Versioning;
using Provisioning.Connections;
using Provisioning.LegacySupport;
using Xunit;

namespace Provisioning.Tests.Support;

/// <summary>A fact about Linux, and of the build that runs there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        string? build = typeof(Connection).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName;
        if (!OperatingSystem.IsLinux())
            Skip = "Only Linux has these files and modes.";
        else if (build?.StartsWith(".NETStandard", StringComparison.Ordinal) == true)
            Skip = "The netstandard2.0 build is for Windows PowerShell, where there are no file modes.";
    }
}

/// <summary>A fact of the build that can see a call leave on its connection.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ObservedConnectionFactAttribute : FactAttribute
{
    public ObservedConnectionFactAttribute()
    {
        if (!Platform.ObservesConnections)
            Skip = "The netstandard2.0 build cannot see a call without a body leave.";
    }
}

/// <summary>A fact of the build for Windows PowerShell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LegacyFactAttribute : FactAttribute
{
    public LegacyFactAttribute()
    {
        if (Platform.ObservesConnections)
            Skip = "Only the netstandard2.0 build has to do this itself.";
    }
}

/// <summary>A fact of both builds that a test can show only with the tools of Unix.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "The files of a live process are copied, which Windows refuses.";
    }
}

/// <summary>A theory of both builds that a test can show only with the tools of Unix.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "The files of a live process are copied, which Windows refuses.";
    }
}

/// <summary>A fact about files that their modes protect.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FileModeFactAttribute : FactAttribute
{
    public FileModeFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no file modes.";
        else if (Environment.IsPrivilegedProcess)
            Skip = "Root is not stopped by file modes.";
    }
}
