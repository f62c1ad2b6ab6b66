using Provisioning.Import;
using Xunit;

namespace Provisioning.Tests.Import;

public sealed class DelimitersTests
{
    [Theory]
    [InlineData("name;zip", ';')]
    [InlineData("name\tzip", '\t')]
    [InlineData("name|zip", '|')]
    [InlineData("x,y", ',')]
    [InlineData("\"a;b\",y", ',')]
    [InlineData("name;a,b,c,d", ';')]
    [InlineData("name", ',')]
    [InlineData("\"na\nme\";x", ';')]
    [InlineData("x,y;z", null)]
    [InlineData("x", null)]
    [InlineData("name,zip;name", null)]
    public void The_header_decides(string header, char? expected) => Assert.Equal(
        expected, Delimiters.Find(header + "\n1,2;3", static name => name is "name" or "zip"));

    [Theory]
    [InlineData("sep=;", ';')]
    [InlineData("SEP=,", ',')]
    [InlineData("\"sep=|\"", '|')]
    [InlineData("sep=\t", '\t')]
    [InlineData("sep=;;", null)]
    [InlineData("separator;x", null)]
    public void Excels_first_line_is_known(string line, char? expected) => Assert.Equal(expected, Delimiters.OfExcel(line));
}
