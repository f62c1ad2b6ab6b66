using System;
using System.Linq;
using System.Numerics;
using System.Threading;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;
using Xunit;

namespace Provisioning.Tests.Operations;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData(" [ 1 , -0 , 10.60 , 1e3 , -2.5E-3 ] ")]
    [InlineData("""{"a":{"b":[true,false,null,"\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00"]},"":0,"A":1}""")]
    [InlineData("\"x\"")]
    [InlineData("7")]
    [InlineData("\t\r\n null\n")]
    public void JSON_is_read(string text)
    {
        (JToken? json, string? problem) = StrictJson.Read(text);

        Assert.Null(problem);
        Assert.True(JToken.DeepEquals(JToken.Parse(text), json), text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("[01]")]
    [InlineData("[0x1]")]
    [InlineData("[+1]")]
    [InlineData("[.5]")]
    [InlineData("[5.]")]
    [InlineData("[1e]")]
    [InlineData("[-]")]
    [InlineData("[NaN]")]
    [InlineData("[Infinity]")]
    [InlineData("[undefined]")]
    [InlineData("[True]")]
    [InlineData("[nul]")]
    [InlineData("new Date(0)")]
    [InlineData("/**/1")]
    [InlineData("1//")]
    [InlineData("\"\\x41\"")]
    [InlineData("\"\\u00g0\"")]
    [InlineData("\"\\u00\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"a\0b\"")]
    [InlineData("\"open")]
    [InlineData("{}\0")]
    [InlineData("\0{}")]
    [InlineData("1\u00a0")]
    [InlineData("\ufeff1")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    public void What_is_nearly_JSON_is_not(string text) => Assert.Null(StrictJson.Read(text).Json);

    [Fact]
    public void A_name_that_repeats_however_it_is_written_is_refused() =>
        Assert.Equal("is not JSON: an object has the same name twice", StrictJson.Read("""{"a":1,"\u0061":2}""").Problem);

    [Fact]
    public void Numbers_keep_their_digits()
    {
        Assert.Equal("10.60", StrictJson.Read("10.60").Json!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(BigInteger.Pow(10, 40), ((JValue)StrictJson.Read("1" + new string('0', 40)).Json!).Value);
        Assert.Equal("holds a number that is out of range", StrictJson.Read(new string('9', 1_000_000)).Problem);
        Assert.Equal("holds a number that is out of range", StrictJson.Read("1e999").Problem);
    }

    [Fact]
    public void Depth_and_the_number_of_values_are_limited()
    {
        Assert.Null(StrictJson.Read(new string('[', 64) + new string(']', 64)).Problem);
        Assert.Equal("is nested deeper than 64 levels", StrictJson.Read(new string('[', 1_000_000)).Problem);
        Assert.Null(StrictJson.Read("[1,2]", maximumValues: 3).Problem);
        Assert.Equal("holds too many values", StrictJson.Read("[1,2,3]", maximumValues: 3).Problem);
    }

    [Fact]
    public void Siblings_do_not_count_as_depth() => Assert.Null(StrictJson.Read("[" + string.Join(',', Enumerable.Repeat("[[]]", 1000)) + "]").Problem);

    [Fact]
    public void Reading_ends_when_it_is_told_to() =>
        Assert.Throws<OperationCanceledException>(() => StrictJson.Read("{\"a\":1}", cancellationToken: new CancellationToken(canceled: true)));
}
