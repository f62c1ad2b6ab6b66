using System.Globalization;
using Provisioning.Import;
using Xunit;

namespace Provisioning.Tests.Import;

public sealed class LocalDateTests
{
    [Theory]
    [InlineData("31.12.2027", "2027-12-31")]
    [InlineData("1.2.2027", "2027-02-01")]
    [InlineData("31.12.2027 18:30", "2027-12-31T18:30:00")]
    [InlineData("31.12.2027 18:30 +02:00", "2027-12-31T18:30:00+02:00")]
    [InlineData("3. M\u00e4rz 2027", "2027-03-03")]
    [InlineData("2027-12-31", "2027-12-31")]
    [InlineData("2027-12-31T00:00:00Z", "2027-12-31T00:00:00Z")]
    [InlineData("31.02.2027", null)]
    [InlineData("12/31/2027", null)]
    public void A_date_is_read_by_the_formats(string text, string? expected)
    {
        var dates = new LocalDate(
            ["dd.MM.yyyy", "d.M.yyyy", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm zzz", "d. MMMM yyyy"], CultureInfo.GetCultureInfo("de-DE"));

        Assert.Null(dates.Problem);
        Assert.Equal(expected, dates.ToIso(text));
    }

    [Theory]
    [InlineData("yyyy-dd-MM")]
    [InlineData("%")]
    public void A_format_that_cannot_be_used_is_named(string format) => Assert.NotNull(new LocalDate([format], null).Problem);

    [Fact]
    public void Dates_of_another_calendar_are_written_in_ISO() =>
        Assert.Equal("2027-12-31", new LocalDate(["dd/MM/yyyy"], CultureInfo.GetCultureInfo("th-TH")).ToIso("31/12/2570"));
}
