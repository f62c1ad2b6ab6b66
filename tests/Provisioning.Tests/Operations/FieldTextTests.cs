using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors;
using Xunit;

namespace Provisioning.Tests.Operations;

public sealed class FieldTextTests
{
    [Fact]
    public void Every_value_has_one_invariant_text()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("10.6", FieldText.Of(10.6m));
            Assert.Equal("-1000", FieldText.Of(-1000));
            Assert.Equal("true", FieldText.Of(true));
            Assert.Equal("2027-01-31T22:30:00Z", FieldText.Of(new DateTimeOffset(2027, 2, 1, 0, 30, 0, TimeSpan.FromHours(2))));
            Assert.Equal("2027-01-31T22:30:00.25Z", FieldText.Of(new DateTimeOffset(2027, 1, 31, 22, 30, 0, 250, TimeSpan.Zero)));
            Assert.Equal("a;b", FieldText.Of(new[] { "a", "b" }));
            Assert.Equal("""{"value":10.6}""", FieldText.Of(JObject.Parse("""{ "value": 10.6 }""")));
            Assert.Equal("***", FieldText.Of(Make.Secret("MARKER")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(80, 80)]
    [InlineData(81, 80)]
    [InlineData(5000, 80)]
    public void A_long_value_is_shortened_in_an_error(int length, int shown) =>
        Assert.Equal("field: rule (is '')".Length + shown, new FieldError("field", "rule", new string('x', length)).ToString().Length);

    [Theory]
    [InlineData(ProvisioningError.CredentialsRefused, true)]
    [InlineData(ProvisioningError.VendorUnreachable, true)]
    [InlineData(ProvisioningError.JournalUnavailable, true)]
    [InlineData(ProvisioningError.Rejected, false)]
    [InlineData(ProvisioningError.OutcomeUnknown, false)]
    [InlineData(ProvisioningError.NotSent, false)]
    public void Only_what_every_row_would_meet_ends_a_run(ProvisioningError error, bool endsRun) => Assert.Equal(endsRun, new VendorApiException(error, "").EndsRun);

    [Fact]
    public void Every_vendor_is_registered_once_and_its_default_address_is_https()
    {
        Assert.Equal(["QuickHelp", "CloudCockpit", "Reseller", "SafeMobi"], VendorRegistry.All.Select(vendor => vendor.Name));
        Assert.All(VendorRegistry.All, static vendor => Assert.True(vendor.DefaultBaseUri is null or { Scheme: "https" }));
    }
}
