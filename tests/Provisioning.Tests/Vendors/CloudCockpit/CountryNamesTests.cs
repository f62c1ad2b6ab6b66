using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Vendors.CloudCockpit;

public sealed class CountryNamesTests
{
    [Theory]
    [InlineData("Portugal", "PT")]
    [InlineData("germany", "DE")]
    [InlineData(" United  States ", "US")]
    [InlineData("The Netherlands", "NL")]
    [InlineData("Côte d'Ivoire", "CI")]
    [InlineData("Cote d\u2019Ivoire", "CI")]
    [InlineData("Trinidad & Tobago", "TT")]
    [InlineData("A\u030Aland Islands", "AX")]
    public void A_country_is_found_by_its_English_name(string name, string code) => Assert.Equal([code], CountryNames.Find(name));

    [Theory]
    [InlineData("Deutschland", "DE")]
    [InlineData("Österreich", "AT")]
    [InlineData("osterreich", "AT")]
    [InlineData("España", "ES")]
    [InlineData("Schweiz", "CH")]
    [InlineData("Suisse", "CH")]
    [InlineData("Svizzera", "CH")]
    [InlineData("日本", "JP")]
    [InlineData("Ελλάδα", "GR")]
    public void A_country_is_found_by_its_name_in_its_own_languages(string name, string code) =>
        Assert.Equal([code], CountryNames.Find(name));

    [Fact]
    public void Every_name_that_completion_offers_is_found() => Assert.All(
        CountryCodes.Names, static country => Assert.Equal([country.Key], CountryNames.Find(country.Value)));

    [Fact]
    public void Every_country_whose_name_the_platform_knows_is_found_or_refused_as_ambiguous()
    {
        RegionInfo[] regions =
        [
            .. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(static culture => new RegionInfo(culture.Name))
                .Where(static region => CountryCodes.Names.ContainsKey(region.TwoLetterISORegionName)),
        ];

        Assert.NotEmpty(regions);
        Assert.All(regions, static region => Assert.Contains(region.TwoLetterISORegionName, CountryNames.Find(region.EnglishName)));
    }

    [Theory]
    [InlineData("Korea", "KP", "KR")]
    [InlineData("Congo", "CD", "CG")]
    [InlineData("Virgin Islands", "VG", "VI")]
    public void A_name_that_may_be_several_countries_is_none_of_them(string name, params string[] codes)
    {
        IReadOnlyList<string> found = CountryNames.Find(name);

        Assert.NotEqual(1, found.Count);
        Assert.Equal(codes, (found.Count > 0 ? found : CountryNames.Suggest(name)).Intersect(codes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("UK")]
    [InlineData("prt")]
    [InlineData("Europe")]
    [InlineData("Atlantis")]
    public void What_is_no_country_is_not_found(string name)
    {
        Assert.Empty(CountryNames.Find(name));
        Assert.Empty(CountryNames.Suggest(name));
    }
}
