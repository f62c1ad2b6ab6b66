using System;
using System.Globalization;
using System.Reflection;
using Xunit;

namespace Provisioning.Module.Tests;

/// <summary>How -Since and -OlderThan read a time before now.</summary>
public sealed class AgeTextTests
{
    private static readonly MethodInfo s_read = ModuleAssembly.Cmdlets.GetType("Provisioning.Cmdlets.Cells.AgeText", throwOnError: true)!
        .GetMethod("Read", BindingFlags.Static | BindingFlags.Public)!;

    [Theory]
    [InlineData("1d", "2026-03-29T22:30:00Z")]
    [InlineData("12h", "2026-03-30T10:30:00Z")]
    [InlineData("30m", "2026-03-30T22:00:00Z")]
    [InlineData("2w", "2026-03-16T22:30:00Z")]
    [InlineData("2 W", "2026-03-16T22:30:00Z")]
    [InlineData("90", "2025-12-30T22:30:00Z")]
    [InlineData("0", "2026-03-30T22:30:00Z")]
    [InlineData("1.12:00:00", "2026-03-29T10:30:00Z")]
    [InlineData("00:30:00", "2026-03-30T22:00:00Z")]
    public void An_age_is_counted_back_from_now(string text, string expected) => Assert.Equal(Time(expected), Read(text));

    [Theory]
    [InlineData("today", "2026-03-31T00:00:00+02:00")]
    [InlineData("Yesterday", "2026-03-30T00:00:00+02:00")]
    public void A_day_begins_at_midnight_on_this_computer(string text, string expected) => Assert.Equal(Time(expected), Read(text));

    [Fact]
    public void Yesterday_begins_with_the_offset_of_yesterday() =>
        Assert.Equal(Time("2026-03-29T00:00:00+01:00"), Read("yesterday", new StoppedClock("2026-03-30T05:00:00Z")));

    [Theory]
    [InlineData("soon")]
    [InlineData("tomorrow")]
    [InlineData("-1")]
    [InlineData("-1d")]
    [InlineData("1.5d")]
    [InlineData("1y")]
    [InlineData("d")]
    [InlineData("1dd")]
    [InlineData("\u0661d")]
    [InlineData("2026-12-31")]
    [InlineData("")]
    public void Other_text_is_no_age(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("99999999")]
    [InlineData("99999999d")]
    [InlineData("9999999999999999999999999w")]
    [InlineData("1000000.00:00:00")]
    public void An_age_before_all_dates_is_refused_with_what_is_possible(string text)
    {
        Exception thrown = Assert.Throws<TargetInvocationException>(() => Read(text)).InnerException!;
        Assert.Matches("must be at most 7[0-9]{5} days", thrown.Message);
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
        try
        {
            Assert.Equal(Time("2026-03-16T22:30:00Z"), Read("2w"));
            Assert.NotNull(Read("YESTERDAY"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static DateTimeOffset? Read(string text, TimeProvider? clock = null) =>
        (DateTimeOffset?)s_read.Invoke(null, [text, clock ?? new StoppedClock("2026-03-30T22:30:00Z")]);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A clock that stands still in a zone that is one hour ahead of UTC, and two from the morning of 29 March.</summary>
    private sealed class StoppedClock(string now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone(
            "test", TimeSpan.FromHours(1), "test", "test", "test", [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                new DateTime(2026, 1, 1),
                new DateTime(2026, 12, 31),
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 29),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 10, 25))]);

        public override DateTimeOffset GetUtcNow() => Time(now);
    }
}
