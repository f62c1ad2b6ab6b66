using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Provisioning.Tests.Support;

/// <summary>For what happens on another thread, soon.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "It did not become true within 20 s.");
            await Task.Delay(5);
        }
    }
}
