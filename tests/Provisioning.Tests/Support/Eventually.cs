using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Provisioning.Tests.Support;

/// <summary>For what happens on another thread, soon.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <summary>Awaits what would wait for ever if it were broken: nobody moves the clock that it waits for.</summary>
    public static Task<T> SoonAsync<T>(this Task<T> task) => task.WaitAsync(s_limit);

    public static async Task IsTrueAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < s_limit, "It did not become true in time.");
            await Task.Delay(5);
        }
    }
}
