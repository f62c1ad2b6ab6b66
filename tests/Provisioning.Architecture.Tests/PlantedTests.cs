using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Provisioning.Architecture.Tests;

/// <summary>The rules see what breaks them: a house in which each is broken once.</summary>
public sealed class PlantedTests
{
    private static readonly House s_house = new("Planted");
    private static readonly IReadOnlyList<Use> s_uses = AssemblyUses.Read(typeof(PlantedTests).Assembly.Location, "Planted");

    [Theory]
    [InlineData("AsBase")]
    [InlineData("AsInterface")]
    [InlineData("AsField")]
    [InlineData("AsParameter")]
    [InlineData("AsReturn")]
    [InlineData("AsConstraint")]
    [InlineData("AsAttribute")]
    [InlineData("AsCreation")]
    [InlineData("AsStaticField")]
    [InlineData("AsTypeOf")]
    [InlineData("AsCast")]
    [InlineData("AsTypeArgument")]
    [InlineData("AsCatch")]
    [InlineData("AsLambda")]
    [InlineData("AsAsync")]
    [InlineData("AsIterator")]
    [InlineData("AsLocal")]
    public void A_use_is_seen_wherever_it_stands(string type) =>
        Assert.Contains(s_house.Forbidden(s_uses, "Journal"), use => use.To == "Planted.Http" && use.Where.StartsWith(type, StringComparison.Ordinal));

    [Fact]
    public void What_all_may_use_is_no_violation() =>
        Assert.DoesNotContain(s_house.Forbidden(s_uses, "Journal"), static use => use.Where.StartsWith("Innocent", StringComparison.Ordinal));

    [Fact]
    public void What_all_may_use_may_use_no_room() => Assert.NotEmpty(s_house.Forbidden(s_uses, "LegacySupport"));

    [Fact]
    public void A_circle_is_seen_that_goes_by_way_of_others()
    {
        Assert.Contains("Planted.Connections -> Planted.Secrets -> Planted.Operations -> Planted.Connections", s_house.Circles(s_uses));
        Assert.DoesNotContain(s_house.Circles(s_uses), static circle => circle.Contains("Journal", StringComparison.Ordinal));
    }

    [Fact]
    public void A_vendor_that_knows_another_is_seen_and_so_is_whoever_knows_one()
    {
        Assert.Equal(
            ["Planted.Runs -> Planted.Vendors.One", "Planted.Vendors.One -> Planted.Vendors.Two"],
            s_house.OfVendors(s_uses).Select(static use => $"{use.From} -> {use.To}").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_room_without_a_rule_is_seen() => Assert.Equal(["Cellar"], s_house.Unknown(s_uses));
}
