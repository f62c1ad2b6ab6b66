using System;
using System.Linq;
using System.Reflection;
using Provisioning.Operations;
using Xunit;

namespace Provisioning.Tests.Operations;

/// <summary>A result that no operation has given, such as that of a query, claims no outcome.</summary>
public sealed class ProvisionedResourceTests
{
    public static TheoryData<Type> Resources =>
        [.. typeof(ProvisionedResource).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ProvisionedResource)))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void A_new_result_has_no_outcome_until_an_operation_sets_one(Type type)
    {
        var resource = (ProvisionedResource)Activator.CreateInstance(
            type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, binder: null, args: null, culture: null)!;

        Assert.Null(resource.Outcome);
        Assert.Equal(0, resource.Attempts);
    }
}
