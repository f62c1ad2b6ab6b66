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
}
