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

namespace Provisioning.Tests;

public sealed class FieldErrorTests
{
    [Theory]
    [InlineData(80, 80)]
    [InlineData(81, 80)]
    [InlineData(5000, 80)]
    public void A_long_value_is_shortened_in_an_error(int length, int shown) =>
        Assert.Equal("field: rule (is '')".Length + shown, new FieldError("field", "rule", new string('x', length)).ToString().Length);
}
