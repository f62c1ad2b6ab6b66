using System.Globalization;
using Provisioning.Import;
using Xunit;

namespace Provisioning.Tests.Import;

public sealed class LocalNumberTests
{
    [Theory]
    [InlineData("1.000", "de-DE", "1000")]
    [InlineData("1.234.567", "de-DE", "1234567")]
    [InlineData("10,6", "de-DE", "10.6")]
    [InlineData("12,00", "de-DE", "12")]
    [InlineData("-1.000", "de-DE", "-1000")]
    [InlineData("\u22125", "de-DE", "-5")]
    [InlineData("1,000", "en-US", "1000")]
    [InlineData("12,34,567", "hi-IN", "1234567")]
    [InlineData("1 000", "fr-FR", "1000")]
    [InlineData("1\u00a0000", "fr-FR", "1000")]
    [InlineData("1\u202f000", "fr-FR", "1000")]
    [InlineData("1'000", "de-CH", "1000")]
    [InlineData("1\u2019000", "de-CH", "1000")]
    [InlineData("7", "de-DE", "7")]
    [InlineData("007", "de-DE", "7")]
    public void A_number_is_read_as_the_language_writes_it(string text, string culture, string expected) =>
        Assert.Equal(expected, LocalNumber.ToInvariant(text, CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("10.6", "de-DE")]
    [InlineData("1.0", "de-DE")]
    [InlineData("5", null)]
    [InlineData("1.000", null)]
    public void What_is_invariant_and_nothing_in_the_language_stays(string text, string? culture) =>
        Assert.Equal(text, LocalNumber.ToInvariant(text, culture is null ? null : CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("1.00.0", "de-DE")]
    [InlineData("1..000", "de-DE")]
    [InlineData("1,", "de-DE")]
    [InlineData(",5,5", "de-DE")]
    [InlineData("1E3", "de-DE")]
    [InlineData("0x10", "de-DE")]
    [InlineData("5 EUR", "de-DE")]
    [InlineData("\u0665", "ar-SA")]
    [InlineData("10,6", null)]
    public void Anything_else_is_not_read(string text, string? culture) =>
        Assert.Null(LocalNumber.ToInvariant(text, culture is null ? null : CultureInfo.GetCultureInfo(culture)));

    // 1,234 is the German 1.234, which a second import would read as 1234.
    [Fact]
    public void A_number_that_a_second_import_would_change_is_not_read() =>
        Assert.Null(LocalNumber.ToInvariant("1,234", CultureInfo.GetCultureInfo("de-DE")));
}
